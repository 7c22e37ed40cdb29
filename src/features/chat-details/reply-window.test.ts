import { expect, test } from 'vitest'
import type { Dialog } from '@/domain/chat'
import { replyWindow } from './reply-window'

const dialog = (replyBlockedFrom: number | null) => ({ replyBlockedFrom }) as Dialog

test('open until the moment, over from it on', () => {
  expect(replyWindow(dialog(5000), 2000)).toEqual({ kind: 'open', until: 5000, left: 3000 })
  expect(replyWindow(dialog(5000), 5000)).toEqual({ kind: 'over', since: 5000 })
})

test('a channel that names no moment has no window', () => {
  expect(replyWindow(dialog(null), 2000)).toBeNull()
})
