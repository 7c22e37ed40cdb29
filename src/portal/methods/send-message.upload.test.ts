import { describe, expect, it } from 'vitest'
import type { ChatId } from '@/domain/ids'
import { createFakeRest } from '@/testing/fake-rest'
import { PortalError } from '../portal-error'
import { refusal } from '../transport/rest-client'
import { uploadFile, uploadNote } from './send-message'

const CHAT = 11 as ChatId
const upload = {
  name: 'plan.pdf',
  bytes: new Blob(['x']),
  onProgress: () => undefined,
  signal: new AbortController().signal,
}
const failing = (error: PortalError) => () => {
  throw error
}
const missing = failing(refusal('ERROR_METHOD_NOT_FOUND', 404))

describe('a file', () => {
  it('goes into the chat in one call', async () => {
    const { rest, requests } = createFakeRest({ 'im.v2.File.upload': () => ({ messageId: '86400', chatId: 11 }) })
    expect(await uploadFile(rest, CHAT, upload)).toBe(86400)
    expect(requests).toEqual([
      {
        kind: 'upload',
        method: 'im.v2.File.upload',
        params: { dialogId: 'chat11', fields: { name: 'plan.pdf' }, 'fields.content': upload.bytes },
      },
    ])
  })

  it.each<unknown>([true, 0, null, [], {}, ''])('answered with %j may have been sent', async (answer) => {
    const { rest } = createFakeRest({ 'im.v2.File.upload': () => answer })
    await expect(uploadFile(rest, CHAT, upload)).rejects.toMatchObject({ kind: 'malformed', outcomeUnknown: true })
  })

  const olderPortal = (answers: Record<string, () => unknown> = {}) =>
    createFakeRest({
      'im.v2.File.upload': missing,
      'im.disk.folder.get': () => ({ ID: '4011' }),
      'disk.folder.uploadFile': () => ({ ID: 77, FILE_ID: 50_077 }),
      'im.disk.file.commit': () => ({ MESSAGE_ID: 86401 }),
      ...answers,
    })

  it('goes by way of the folder where the portal is older, and is not tried the newer way again', async () => {
    const { rest, requests } = olderPortal()
    expect(await uploadFile(rest, CHAT, upload)).toBe(86401)
    await uploadFile(rest, CHAT, upload)
    const older = ['im.disk.folder.get', 'disk.folder.uploadFile', 'im.disk.file.commit']
    expect(requests.map(({ method }) => method)).toEqual(['im.v2.File.upload', ...older, ...older])
    expect(requests[2]?.params).toMatchObject({ id: 4011, fileContent: ['plan.pdf'], 'fileContent.1': upload.bytes })
    expect(requests[3]?.params).toEqual({ CHAT_ID: 11, FILE_ID: 77 })
  })

  it('is in no doubt before the last call of the older way, and in doubt with it', async () => {
    const lost = failing(new PortalError('network', 'NETWORK_ERROR'))
    for (const method of ['im.disk.folder.get', 'disk.folder.uploadFile'])
      await expect(uploadFile(olderPortal({ [method]: lost }).rest, CHAT, upload)).rejects.toMatchObject({
        outcomeUnknown: false,
      })
    await expect(uploadFile(olderPortal({ 'im.disk.file.commit': lost }).rest, CHAT, upload)).rejects.toMatchObject({
      outcomeUnknown: true,
    })
  })
})

describe('a file for the team', () => {
  const portalWith = (entity: string) =>
    createFakeRest({
      'im.chat.get': () => ({ ID: 21 }),
      'im.dialog.get': () => ({ id: 21, entity_type: entity, entity_id: 'DEAL|7' }),
      'im.v2.File.upload': () => ({ messageId: 5 }),
    })

  it('goes out only into the chat that the portal says is the team’s', async () => {
    const item = { type: 'deal', id: 7 } as const
    expect(await uploadNote(portalWith('CRM').rest, item, 21 as ChatId, upload)).toBe(5)
    for (const [entity, chatId] of [
      ['LINES', 21],
      ['CRM', 22],
    ] as const) {
      const { rest, requests } = portalWith(entity)
      await expect(uploadNote(rest, item, chatId as ChatId, upload)).rejects.toMatchObject({ code: 'NOT_TEAM_CHAT' })
      expect(requests.some(({ kind }) => kind === 'upload')).toBe(false)
    }
  })
})
