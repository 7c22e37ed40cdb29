import { describe, expect, it } from 'vitest'
import type { ChatId } from '@/domain/ids'
import { createFakeRest } from '@/testing/fake-rest'
import { fetchDialog } from './dialog'

const ORIGIN = 'https://company.bitrix24.example'
const CHAT = 11 as ChatId

describe('the details of one chat', () => {
  const read = (answer: unknown) =>
    fetchDialog(createFakeRest({ 'imopenlines.dialog.get': () => answer }).rest, ORIGIN, CHAT)

  it('are read', async () => {
    expect(await read({ id: 11, owner: '5' })).toMatchObject({ chatId: 11, ownerId: 5 })
  })

  it.each<unknown>([{ id: 12 }, [], null, false])('do not come out of %j', async (answer) => {
    await expect(read(answer)).rejects.toMatchObject({ kind: 'malformed', code: 'OTHER_CHAT' })
  })
})
