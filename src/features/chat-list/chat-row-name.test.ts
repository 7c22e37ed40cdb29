import { expect, test } from 'vitest'
import type { Chat, Dialog } from '@/domain/chat'
import { createI18n } from '@/i18n/i18n'
import { loadDictionary } from '@/i18n/languages'
import { rowAccessibleName } from './chat-row-text'

const en = await loadDictionary('en')

const { t } = createI18n('en', en)

const chat = {
  client: 'Laura Bennett',
  channel: { connector: 'telegrambot', title: 'Telegram' },
  dialog: { counter: 2 } as Dialog,
  operatorName: null,
} as Chat

test('a row is one sentence', () => {
  const preview = { who: null, text: 'Great! And could we see it' }
  expect(rowAccessibleName(chat, { status: 'in progress', preview, when: '10:42' }, t)).toBe(
    'Laura Bennett, Telegram, in progress, 2 unread, Great! And could we see it, 10:42',
  )
})

test('it names the author and the operator', () => {
  const mine = { ...chat, dialog: { counter: 0 } as Dialog, operatorName: 'Anna Keller' }
  const preview = { who: 'You', text: 'Invoice_2291.pdf' }
  expect(rowAccessibleName(mine, { status: 'client’s turn', preview, when: '09:15' }, t)).toBe(
    'Laura Bennett, Telegram, client’s turn, You: Invoice_2291.pdf, 09:15, operator Anna Keller',
  )
})

test('what is not known is left out', () => {
  expect(rowAccessibleName({ ...chat, dialog: null }, { status: null, preview: null, when: null }, t)).toBe(
    'Laura Bennett, Telegram',
  )
})

test('a long message is cut between characters, not inside one', () => {
  const sentence = rowAccessibleName(
    chat,
    { status: null, preview: { who: null, text: '🙂'.repeat(400) }, when: null },
    t,
  )
  expect(sentence).toBe(`Laura Bennett, Telegram, 2 unread, ${'🙂'.repeat(120)}…`)
})
