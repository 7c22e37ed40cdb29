import { expect, it } from 'vitest'
import { FILE_MAX_BYTES } from '@/domain/outgoing-message'
import type { ChatId } from '@/domain/ids'
import { createPendingAttachments } from './attachments'

const [A, B] = [11 as ChatId, 12 as ChatId]
const fileOf = (name: string, size: number) => Object.defineProperty(new File(['x'], name), 'size', { value: size })

it('keeps files by chat, each with what is wrong with it', () => {
  const attachments = createPendingAttachments()
  let told = 0
  attachments.subscribe(() => (told += 1))
  attachments.add(A, [fileOf('a', 1), fileOf('b', 0), fileOf('c', FILE_MAX_BYTES), fileOf('d', FILE_MAX_BYTES + 1)])
  attachments.add(B, [fileOf('a', 1)])
  expect(attachments.get(A).map(({ file, problem }) => [file.name, problem])).toEqual([
    ['a', null],
    ['b', 'empty'],
    ['c', null],
    ['d', 'too-large'],
  ])
  attachments.remove(A, new Set(attachments.get(A).map(({ id }) => id)))
  expect([attachments.get(A), attachments.get(B).length, attachments.any(), told]).toEqual([[], 1, true, 3])
  attachments.remove(B, new Set(attachments.get(B).map(({ id }) => id)))
  expect(attachments.any()).toBe(false)
})
