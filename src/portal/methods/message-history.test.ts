import { describe, expect, it } from 'vitest'
import type { ChatId, FileId } from '@/domain/ids'
import { createFakeRest } from '@/testing/fake-rest'
import { refusal } from '../transport/rest-client'
import { historyMethods } from './message-history'

const ORIGIN = 'https://company.bitrix24.example'

describe('addresses of files', () => {
  const files = [1, 2, 3].map((id) => ({ chatId: 11 as ChatId, fileId: id as FileId }))
  const script = (answers: Readonly<Record<number, unknown>>) =>
    createFakeRest({
      'im.v2.File.download': ({ dialogId, fileId }) => {
        if (dialogId !== 'chat11' || !(Number(fileId) in answers)) throw refusal('FILE_NOT_FOUND', 400)
        return answers[Number(fileId)]
      },
    })

  it('come in one request, an error in the place of its file', async () => {
    const { rest, requests } = script({
      1: { downloadUrl: '/rest/download.json?token=im%7Ca' },
      3: { downloadUrl: 'ftp://other.example/' },
    })
    const urls = await historyMethods(rest, ORIGIN).fetchDownloadUrls(files)
    expect(requests).toHaveLength(1)
    expect(urls[0]).toBe(`${ORIGIN}/rest/download.json?token=im%7Ca`)
    expect(urls[1]).toMatchObject({ code: 'FILE_NOT_FOUND' })
    expect(urls[2]).toMatchObject({ code: 'NO_ADDRESS' })
  })
})
