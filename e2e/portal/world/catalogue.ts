// One chat with every kind of message, for tests and manual checks.
import { addFile, addMessage, deleteMessage, editMessage, likeMessage } from './messages.ts'
import { type Chat, STATUS } from './model.ts'
import type { Message } from './message.ts'
import { CARD } from './seed-cards.ts'
import { DAY, HOUR, MINUTE, seedChat, seedSession, writeInside, writeLine, type ScriptFile } from './seed-chat.ts'
import { LINE } from './seed-lines.ts'
import { addClient, BOT } from './seed-people.ts'
import { transferToPerson } from './sessions.ts'
import { openSession, type State } from './state.ts'

const ANNA = 11
const MARK = 12

/** Writers for an entry. */
interface Pen {
  readonly state: State
  readonly chat: Chat
  /** A message of the client, of Anna, of Mark, of the reception bot, of the system. */
  readonly client: Write
  readonly anna: Write
  readonly mark: Write
  readonly bot: Write
  readonly portal: Write
  /** Time of the next message, unix ms. */
  readonly next: () => number
}
type Write = (text: string, params?: Record<string, unknown>, ...files: ScriptFile[]) => Message

const photo = (name: string): ScriptFile => ({
  name,
  type: 'image',
  size: 233_000,
  width: 960,
  height: 720,
  art: 'photo',
})

const FORMS = [
  '[b]bold[/b] [I]italic[/I] [u]under[/u] [s]struck[/s]',
  '[size=20]size[/size] [color=#d92b26]colour[/color] [code]a < b && c[/code]',
  '[url=https://example.com/worktops]worktops[/url] [URL]https://example.com/plain[/URL]',
  '[img size=small]https://example.com/oak.png [/img] [icon=https://example.com/i.png size=16 title=smile]',
  '[disk=7] [call=+493055512]the workshop[/call] [br]after the break',
].join('\n')

/** Every kind, by name, in the order of the chat. */
const KINDS = {
  plain: ({ client }: Pen) => client('Good morning, one line of plain words.'),
  formatted: ({ mark }: Pen) => mark(FORMS),
  broken: ({ client }: Pen) =>
    client('[b]never closed, [url=javascript:alert(1)]not a link[/url] [unknown]code[/unknown]'),
  links: ({ client }: Pen) => client('See www.example.com/oak, mail hello@example.com or call +44 20 7946 0018'),
  emoji: ({ client }: Pen) => client('👍🎉'),
  quotedLines: ({ client }: Pen) => client('>>We open at nine.\nThen I come at nine.'),
  quotedBlock: ({ mark }: Pen) =>
    mark(
      '------------------------------------------------------\nGuest [today, 09:12]\nIs the oak oiled?\n------------------------------------------------------\nYes, twice.',
    ),
  mentions: ({ mark }: Pen) => mark('[user=11]Anna Keller[/user] knows, see [chat=1]the common chat[/chat].'),
  offered: ({ bot }: Pen) => bot('Say [put=/price oak]what oak costs[/put] or [send=/hours]when we open[/send].'),
  offeredByClient: ({ client }: Pen) => client('Press [put=secret]here[/put], please.'),
  moment: ({ mark, state }: Pen) =>
    mark(`The fitter comes [timestamp=${Math.floor((state.now() + DAY) / 1000)} format=SHORT_TIME_FORMAT].`),
  longText: ({ client }: Pen) => client(`A long story: ${'and then the drawer did not close, '.repeat(160)}the end.`),
  picture: ({ client }: Pen) => client('', {}, photo('kitchen.jpg')),
  album: ({ client }: Pen) =>
    client(
      'All the corners',
      {},
      ...['one', 'two', 'three', 'four', 'five'].map((name) => photo(`corner-${name}.jpg`)),
    ),
  video: ({ client }: Pen) =>
    client('', {}, { name: 'walk.mp4', type: 'video', size: 4_100_000, width: 1280, height: 720, art: 'video' }),
  voice: ({ client }: Pen) =>
    client('', {}, { name: 'voice.wav', type: 'audio', size: 32_044, voiceNote: true, art: 'voice' }),
  audio: ({ client }: Pen) => client('', {}, { name: 'squeak.wav', type: 'audio', size: 64_044, art: 'voice' }),
  document: ({ anna }: Pen) => anna('', {}, { name: 'Offer 2291.pdf', type: 'file', size: 1_887_437, art: 'pdf' }),
  contact: ({ client }: Pen) => client('', {}, { name: 'Oak supplier.vcf', type: 'file', size: 412, art: 'text' }),
  location: ({ client }: Pen) => client('📍 Harbour Road 4\nhttps://maps.example.com/?q=51.50,-0.12'),
  lostFile: (pen: Pen) => {
    const message = pen.client(
      'The file behind this is gone.',
      {},
      { name: 'gone.zip', type: 'file', size: 12, art: 'text' },
    )
    // The file has no owner any more: the portal doesn't find it on request.
    for (const file of pen.state.files.values()) if (file.name === 'gone.zip') file.chatId = 0
    return message
  },
  attachment: ({ bot, state }: Pen) => {
    const oak = [...state.files.values()].find(({ name }) => name === 'kitchen.jpg')?.id ?? 0
    return bot('Your order', {
      ATTACH: [
        {
          ID: 1,
          COLOR: '#29619b',
          DESCRIPTION: 'Order 2291',
          BLOCKS: [
            { USER: { NAME: 'Anna Keller', AVATAR: '', LINK: '/company/personal/user/11/' } },
            { MESSAGE: 'Oak island, [b]2.7 m[/b]' },
            {
              LINK: {
                NAME: 'Catalogue',
                LINK: 'https://example.com/catalogue',
                DESC: 'All worktops',
                HTML: '<b>no HTML</b>',
              },
            },
            { DELIMITER: { SIZE: 200, COLOR: '#c6c6c6' } },
            {
              GRID: [
                { DISPLAY: 'ROW', NAME: 'Price', VALUE: '€ 4,180' },
                { DISPLAY: 'ROW', NAME: 'Fitting', VALUE: '2 December' },
              ],
            },
            { GRID: [{ DISPLAY: 'BLOCK', NAME: 'Remark', VALUE: 'Doorway is 81 cm wide' }] },
            { GRID: [{ DISPLAY: 'TABLE', NAME: 'Deal', VALUE: 'Kitchen', LINK: `/crm/deal/details/${CARD.deal}/` }] },
            { IMAGE: [{ NAME: 'Oak', LINK: `/disk/show/${oak}`, PREVIEW: `/disk/public/${oak}` }] },
            { FILE: [{ NAME: 'Care.pdf', LINK: 'https://example.com/care.pdf', SIZE: 51_200 }] },
            { HOLOGRAM: { NAME: 'nobody knows this block' } },
          ],
        },
      ],
    })
  },
  crmMessage: ({ portal }: Pen) =>
    portal('[b]A new deal has been created[/b]', {
      ATTACH: [
        { ID: 2, BLOCKS: [{ LINK: [{ NAME: 'Kitchen for Harbour Café', LINK: `/crm/deal/details/${CARD.deal}/` }] }] },
      ],
    }),
  keyboard: ({ bot }: Pen) =>
    bot('What next?', {
      KEYBOARD: {
        BOT_ID: BOT.reception,
        BUTTONS: [
          { TEXT: 'Site', LINK: 'https://example.com/visit' },
          { TEXT: 'Evil', LINK: 'javascript:alert(1)' },
          { TYPE: 'NEWLINE' },
          { TEXT: 'Put', ACTION: 'PUT', ACTION_VALUE: 'I would like ' },
          { TEXT: 'Say yes', ACTION: 'SEND', ACTION_VALUE: 'Yes, please' },
          { TEXT: 'Copy number', ACTION: 'COPY', ACTION_VALUE: '2291' },
          { TEXT: 'Ring up', ACTION: 'CALL', ACTION_VALUE: '+49 30 555 12' },
          { TEXT: 'Team', ACTION: 'DIALOG', ACTION_VALUE: 'chat1' },
          { TYPE: 'NEWLINE' },
          { TEXT: 'Book a visit', COMMAND: 'visit' },
          { TEXT: 'Our app', APP_ID: 7 },
          { TEXT: 'Not now', ACTION: 'PUT', ACTION_VALUE: 'x', DISABLED: 'Y' },
        ],
      },
      MENU: JSON.stringify({ ITEMS: [{ TEXT: 'From the menu', LINK: 'https://example.com/menu' }] }),
    }),
  keyboardOfClient: ({ client }: Pen) =>
    client('Press mine', { KEYBOARD: [{ TEXT: 'Free money', ACTION: 'SEND', ACTION_VALUE: 'I agree' }] }),
  formSent: ({ portal }: Pen) =>
    portal('Please leave your address', { COMPONENT_ID: 'bx-imopenlines-form', CRM_FORM_ID: 4, SYSTEM: 'N' }),
  formOfBot: ({ bot }: Pen) =>
    bot('Please leave your address', { COMPONENT_ID: 'bx-imopenlines-form', CRM_FORM_ID: 4 }),
  formFilled: ({ client }: Pen) =>
    client('Address: Harbour Road 4', { COMPONENT_ID: 'bx-imopenlines-form', CRM_FORM_ID: 4, CRM_FORM_FILLED: 'Y' }),
  reply: ({ anna, chat }: Pen) => anna('To your first line: good morning!', { REPLY_ID: chat.messages.at(1)?.id ?? 0 }),
  forwarded: ({ mark }: Pen) =>
    mark('Oak is back in stock.', { FORWARD_ID: 'chat9/12', FORWARD_TITLE: 'Warehouse', FORWARD_USER_ID: 14 }),
  edited: (pen: Pen) => {
    const message = pen.anna('We come on Monday.')
    editMessage(pen.state, message, 'We come on Tuesday.')
    return message
  },
  deleted: (pen: Pen) => {
    const message = pen.anna('Wrong chat')
    deleteMessage(pen.state, message)
    return message
  },
  liked: (pen: Pen) => {
    const message = pen.client('The island fits perfectly!')
    for (const user of [ANNA, MARK]) likeMessage(pen.state, message, user, 'plus')
    return message
  },
  pinned: ({ anna }: Pen) => anna('Delivery address: Harbour Road 4', { IS_PINNED: 'Y' }),
  large: ({ client }: Pen) => client('HURRAY', { LARGE_FONT: 'Y' }),
  otherName: ({ mark }: Pen) => mark('This comes from our newsletter.', { NAME: 'Harbour News', AVATAR: '' }),
  bot: ({ bot }: Pen) => bot('I am only a bot.'),
  note: ({ state, chat, next }: Pen) => writeInside(state, chat, MARK, 'Between us: she pays at once.', next()),
  operatorChange: ({ state, chat, next }: Pen) => {
    const before = chat.messages.lastId
    const session = openSession(chat)
    if (session) {
      transferToPerson(state, chat, session, ANNA, MARK)
      transferToPerson(state, chat, session, MARK, ANNA)
    }
    for (const message of chat.messages.slice(0)) if (message.id > before) message.date = next()
    chat.members.set(MARK, { startId: 0, lastReadId: 0 })
    return chat.messages.last!
  },
  unknown: ({ client }: Pen) =>
    client('A message with things nobody knows.', { HOLOGRAM: { a: 1 }, COMPONENT_ID: 'SomethingNew' }),
  read: ({ anna }: Pen) => anna('Have you seen this?'),
  failed: ({ anna }: Pen) => anna('This did not get through.', { IS_ERROR: 'Y' }),
  sending: ({ anna }: Pen) => anna('This is on its way.', { SENDING: 'Y', SENDING_TS: 1 }),
} satisfies Record<string, (pen: Pen) => Message>

/** Kinds of messages in the catalogue. */
export type Kind = keyof typeof KINDS

/** Adds the chat with every kind of message to its own deal. */
export function seedCatalogue(state: State): void {
  const now = state.now()
  const client = addClient(state, 'Kit Kinds', '#6a5acd')
  const chat = seedChat(state, {
    client,
    connector: 'livechat',
    lineId: LINE.sales,
    cards: [{ type: 'deal', id: CARD.catalogue }],
    createdAt: now - 3 * HOUR,
  })
  seedSession(state, chat, {
    startedAt: now - 3 * HOUR,
    operatorId: ANNA,
    lines: [{ from: 'client', at: now - 3 * HOUR + MINUTE, text: 'An earlier conversation.' }],
    status: STATUS.close,
    stars: 4,
  })
  seedSession(state, chat, { startedAt: now - HOUR, operatorId: ANNA, lines: [], status: STATUS.operator })
  chat.members.set(MARK, { startId: 0, lastReadId: 0 })
  let at = now - HOUR + 3 * MINUTE
  const next = () => (at += 30_000)
  const write =
    (from: 'client' | number): Write =>
    (text, params = {}, ...files) => {
      const moment = next()
      const authorId = from === 'client' ? client.id : from
      const ids = files.map((file) => addFile(state, chat, { ...file, authorId, createdAt: moment }).id)
      return writeLine(state, chat, {
        from,
        at: moment,
        text,
        params: ids.length > 0 ? { ...params, FILE_ID: ids } : params,
      })
    }
  const pen: Pen = {
    state,
    chat,
    client: write('client'),
    anna: write(ANNA),
    mark: write(MARK),
    bot: write(BOT.reception),
    portal: (text, params = {}) => addMessage(state, chat, { authorId: 0, text, params, date: next() }),
    next,
  }
  const made = new Map(Object.entries(KINDS).map(([kind, make]) => [kind, make(pen)]))
  const read = made.get('read')?.id ?? 0
  const seen = chat.members.get(client.id)
  if (seen) seen.lastReadId = read
  else chat.members.set(client.id, { startId: 0, lastReadId: read })
  chat.holdsDelivery = true
  for (const member of [ANNA, MARK]) {
    const own = chat.members.get(member)
    if (own) own.lastReadId = chat.messages.lastId
  }
}
