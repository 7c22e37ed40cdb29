// All other chats: over all channels, in all states, on the other cards.
import { addSystemMessage, deleteMessage, editMessage, likeMessage } from './messages.ts'
import { type CardRef, type Chat, STATUS } from './model.ts'
import type { Message } from './message.ts'
import {
  ARABIC,
  AWKWARD,
  CLIENT_NAMES,
  ENGLISH,
  GERMAN,
  HEBREW,
  RUSSIAN,
  WALL_OF_TEXT,
  type Exchange,
} from './phrases.ts'
import { DAY, HOUR, MINUTE, seedChat, seedSession, type ScriptFile, type ScriptLine } from './seed-chat.ts'
import { LINE } from './seed-lines.ts'
import { addClient, BOT } from './seed-people.ts'
import type { State } from './state.ts'
import { crmSaved, refusedByChannel } from './system-messages.ts'

const CONNECTORS = [
  'telegrambot',
  'whatsappbytwilio',
  'livechat',
  'fbinstagramdirect',
  'facebook',
  'viber',
  'vkgroup',
  'avito',
  'email',
  'network',
  'sms',
  'wz_whatsapp_c4f1e7',
  'whatsapp',
  'facebookcomments',
  'notifications',
  'imessage',
  'acme_parcel_desk',
  'some_future_channel',
]

const STATUSES = [
  STATUS.new,
  STATUS.skip,
  STATUS.answer,
  STATUS.client,
  STATUS.clientAfterOperator,
  STATUS.operator,
  STATUS.waitClient,
  STATUS.close,
  STATUS.spam,
  STATUS.duplicate,
  STATUS.silentlyClose,
  STATUS.close,
]

const TALK: Record<string, readonly Exchange[]> = {
  avito: RUSSIAN,
  vkgroup: RUSSIAN,
}

/** Cards of the chats, in rotation; one chat may be bound to a lead, a deal, a contact and a company at once. */
const BINDINGS: readonly CardRef[][] = [
  [{ type: 'lead', id: 1205 }],
  [
    { type: 'contact', id: 55 },
    { type: 'company', id: 31 },
  ],
  [
    { type: 'deal', id: 1483 },
    { type: 'contact', id: 57 },
    { type: 'company', id: 32 },
  ],
  [
    { type: 'lead', id: 1205 },
    { type: 'contact', id: 59 },
  ],
  [{ type: 'company', id: 31 }],
  [
    { type: 'deal', id: 1484 },
    { type: 'contact', id: 58 },
    { type: 'company', id: 33 },
  ],
  [
    { type: 'deal', id: 1485 },
    { type: 'contact', id: 59 },
    { type: 'lead', id: 1205 },
  ],
  [
    { type: 'deal', id: 1486 },
    { type: 'contact', id: 60 },
  ],
  [
    { type: 'contact', id: 55 },
    { type: 'company', id: 31 },
    { type: 'lead', id: 1190 },
  ],
  [{ type: 'lead', id: 1206 }],
  [{ type: 'lead', id: 1207 }],
  [{ type: 'contact', id: 60 }],
  [{ type: 'lead', id: 1208 }],
  [],
]

const FILES: readonly ScriptFile[] = [
  { name: 'IMG_20240917_142233.jpg', type: 'image', size: 2_411_724, width: 1600, height: 1200, art: 'photo' },
  { name: 'tall.png', type: 'image', size: 812_000, width: 540, height: 2400, art: 'photo' },
  { name: 'tiny.gif', type: 'image', size: 412, width: 24, height: 24, art: 'photo' },
  {
    name: 'Angebot Küchenzeile (überarbeitet, mit Geschirrspüler und Beleuchtung) Fassung 3 final.pdf',
    type: 'file',
    size: 1_204_331,
    art: 'pdf',
  },
  { name: 'voice.wav', type: 'audio', size: 4_044, voiceNote: true, art: 'voice' },
  { name: 'squeaky hinge.mp4', type: 'video', size: 9_881_000, width: 1280, height: 720, art: 'video' },
  { name: 'قائمة.txt', type: 'file', size: 20, art: 'text' },
  { name: 'archive.tar.gz', type: 'file', size: 0, art: 'text' },
]

/** How many of them there are. */
const CROWD = 58

/** Seeds the crowd; the same seed gives the same people, texts and states. */
export function seedOtherChats(state: State): void {
  for (let index = 0; index < CROWD; index += 1) seedOne(state, index)
}

function seedOne(state: State, index: number): void {
  const { random } = state
  const now = state.now()
  const connector = CONNECTORS[index % CONNECTORS.length] ?? 'livechat'
  const name = CLIENT_NAMES[index % CLIENT_NAMES.length] ?? 'Guest'
  const lineId = connector === 'email' ? LINE.projects : index % 3 === 0 ? LINE.support : LINE.sales
  const queue = state.lines.get(lineId)?.queue ?? []
  const status = STATUSES[index % STATUSES.length] ?? STATUS.close
  const operatorId = queue[index % queue.length] ?? 11
  const talk = TALK[connector] ?? talkFor(name, lineId)

  const past = random.between(0, 3)
  const lastAt = status >= STATUS.close ? now - random.between(1, 60) * DAY : now - random.between(2, 600) * MINUTE
  const chat = seedChat(state, {
    client: addClient(state, name, undefined, index % 9 === 4),
    connector,
    lineId,
    cards: BINDINGS[index % BINDINGS.length] ?? [],
    createdAt: lastAt - (past + 1) * 9 * DAY,
    legacyData: index % 13 === 5,
  })
  if (connector === 'network') chat.connectors.push('livechat')

  for (let round = past; round > 0; round -= 1) {
    const startedAt = lastAt - round * 9 * DAY
    const length = random.between(2, 5)
    const bot = index % 7 === 3
    seedSession(state, chat, {
      startedAt,
      operatorId: bot ? BOT.orders : (queue[(index + round) % queue.length] ?? 11),
      lines: exchanges(state, talk, round * 5, length, startedAt, bot ? BOT.orders : operatorId),
      status: STATUS.close,
      stars: random.chance(0.4) ? random.between(1, 5) : 0,
    })
  }
  seedLast(state, chat, index, { status, operatorId, talk, lastAt })
  if (status === STATUS.answer || status === STATUS.clientAfterOperator) chat.pinned = index % 2 === 0
  if (index % 17 === 5 && status < STATUS.close)
    addSystemMessage(state, chat, refusedByChannel(connector), newestDate(chat))
}

const newestDate = (chat: Chat): number => chat.messages.last?.date ?? chat.createdAt

function talkFor(name: string, lineId: number): readonly Exchange[] {
  if (/[؀-ۿ]/.test(name)) return ARABIC
  if (/[֐-׿]/.test(name)) return HEBREW
  if (/[а-яё]/i.test(name)) return RUSSIAN
  return lineId === LINE.projects ? GERMAN : ENGLISH
}

function exchanges(
  state: State,
  talk: readonly Exchange[],
  offset: number,
  length: number,
  startedAt: number,
  operatorId: number,
): ScriptLine[] {
  return Array.from({ length }).flatMap((_, index): ScriptLine[] => {
    const [question, reply] = talk[(offset + index) % talk.length] ?? ['', '']
    const at = startedAt + index * 20 * MINUTE + state.random.between(5, 200) * 1000
    return [
      { from: 'client', at, text: question },
      { from: operatorId, at: at + state.random.between(1, 9) * MINUTE, text: reply },
    ]
  })
}

/** The newest session, which decides the state of the chat. */
function seedLast(
  state: State,
  chat: Chat,
  index: number,
  how: { status: number; operatorId: number; talk: readonly Exchange[]; lastAt: number },
): void {
  const { status, operatorId, talk, lastAt } = how
  const startedAt = lastAt - 2 * HOUR
  const waiting = status === STATUS.new || status === STATUS.skip
  const lines = waiting || status === STATUS.answer ? [] : exchanges(state, talk, index, 2, startedAt, operatorId)
  lines.push({
    from: 'client',
    at: lastAt - 9 * MINUTE,
    text: index === 21 ? WALL_OF_TEXT : (AWKWARD[index % AWKWARD.length] ?? ''),
  })
  if (index % 3 === 1) {
    const file = FILES[((index / 3) % FILES.length) | 0]
    if (file) lines.push({ from: 'client', at: lastAt - 8 * MINUTE, file, ...(index % 2 ? { text: 'See here' } : {}) })
  }
  if (status === STATUS.operator || status === STATUS.waitClient || status === STATUS.close)
    lines.push({ from: operatorId, at: lastAt, text: talk[(index + 3) % talk.length]?.[1] ?? 'Thank you!' })
  else lines.push({ from: 'client', at: lastAt, text: talk[(index + 3) % talk.length]?.[0] ?? 'Hello?' })

  const written = seedSession(state, chat, {
    startedAt: waiting ? lastAt - 10 * MINUTE : startedAt,
    operatorId: status === STATUS.new ? 0 : operatorId,
    ...(status === STATUS.answer || status === STATUS.skip ? { answeredAt: lastAt + MINUTE } : {}),
    lines,
    status,
    stars: status === STATUS.close && index % 2 === 0 ? 1 + (index % 5) : 0,
  })
  decorate(state, written, index, operatorId)
  if (index % 6 === 0 && chat.cards[0]) {
    const card = state.card(chat.cards[0].type, chat.cards[0].id)
    if (card && status < STATUS.close)
      addSystemMessage(
        state,
        chat,
        crmSaved(9_000 + index, card.type, card.id, card.title, state.nameOf(chat.clientId), '+1 123 456 78 90'),
        newestDate(chat),
      )
  }
}

/** Likes, edits, deletions, replies and forwards, a few of each. */
function decorate(state: State, written: Message[], index: number, operatorId: number): void {
  const first = written[0]
  const last = written.at(-1)
  if (!first || !last) return
  if (index % 5 === 0) likeMessage(state, first, operatorId, 'plus')
  if (index % 8 === 2) editMessage(state, first, `${first.text} (corrected)`)
  if (index % 11 === 3) deleteMessage(state, first)
  if (index % 4 === 3 && last !== first) last.params['REPLY_ID'] = first.id
  if (index % 12 === 7)
    Object.assign(last.params, { FORWARD_ID: first.id, FORWARD_USER_ID: operatorId, FORWARD_TITLE: 'Sales line' })
  if (index % 10 === 6) last.params['SOME_FUTURE_PARAM'] = { NESTED: ['yes', 1, null] }
}
