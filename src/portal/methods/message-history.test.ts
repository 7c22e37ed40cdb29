import { describe, expect, it } from 'vitest'
import type { ChatId, FileId, SessionId } from '@/domain/ids'
import { createFakeRest } from '@/testing/fake-rest'
import { refusal } from '../transport/rest-client'
import { fetchSession, historyMethods } from './message-history'

const ORIGIN = 'https://company.bitrix24.example'
const read = (answer: () => unknown) => {
  const { rest, requests } = createFakeRest({ 'imopenlines.session.history.get': answer })
  return { requests, page: fetchSession(rest, ORIGIN, 11 as ChatId, 318 as SessionId) }
}

describe('an earlier session', () => {
  it('is asked for by its number', async () => {
    const message = { 71: { id: '71', senderid: '5', text: 'x', params: [] } }
    const { page, requests } = read(() => ({ chatId: 11, sessionId: 318, message, users: [], files: [], chat: [] }))
    expect((await page).messages.map(({ id }) => id)).toEqual([71])
    expect(requests[0]?.params).toMatchObject({ session: ['imopenlines.session.history.get', { SESSION_ID: 318 }] })
  })

  it('is refused as forbidden', async () => {
    const { page } = read(() => {
      throw refusal('ACCESS_DENIED', 400)
    })
    await expect(page).rejects.toMatchObject({ kind: 'forbidden', code: 'ACCESS_DENIED' })
  })

  it('is never taken from another chat', async () => {
    const { page } = read(() => ({ chatId: 12, sessionId: 318, message: [], users: [], files: [], chat: [] }))
    await expect(page).rejects.toMatchObject({ code: 'OTHER_CHAT' })
  })
})

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
