import { expect, it } from 'vitest'
import { FILE_MAX_BYTES } from '@/domain/outgoing-message'
import type { ChatId } from '@/domain/ids'
import { createPendingAttachments } from './attachments'

const [A, B] = [11 as ChatId, 12 as ChatId]
const fileOf = (name: string, size: number) => Object.defineProperty(new File(['x'], name), 'size', { value: size })

it('keeps files by chat, each with what is wrong with it', () => {
  const trays = createPendingAttachments()
  let told = 0
  trays.subscribe(() => (told += 1))
  trays.add(A, [fileOf('a', 1), fileOf('b', 0), fileOf('c', FILE_MAX_BYTES), fileOf('d', FILE_MAX_BYTES + 1)])
  trays.add(B, [fileOf('a', 1)])
  expect(trays.get(A).map(({ file, problem }) => [file.name, problem])).toEqual([
    ['a', null],
    ['b', 'empty'],
    ['c', null],
    ['d', 'too-large'],
  ])
  trays.remove(A, new Set(trays.get(A).map(({ id }) => id)))
  expect([trays.get(A), trays.get(B).length, trays.any(), told]).toEqual([[], 1, true, 3])
  trays.remove(B, new Set(trays.get(B).map(({ id }) => id)))
  expect(trays.any()).toBe(false)
})
