// The deal of the screenshot: "Kitchen for Harbour Café".
import { ENGLISH } from './phrases.ts'
import { confirmDeliveries, likeMessage } from './messages.ts'
import { type CardRef, type Chat, type PortalUser, STATUS } from './model.ts'
import { CARD } from './seed-cards.ts'
import { DAY, HOUR, MINUTE, seedChat, seedSession, writeInside, writeLine, type ScriptLine } from './seed-chat.ts'
import { LINE } from './seed-lines.ts'
import { addClient, BOT } from './seed-people.ts'
import { lastSession, type State } from './state.ts'

const ANNA = 11
const MARK = 12

const deal: CardRef = { type: 'deal', id: CARD.deal }
const laura: CardRef = { type: 'contact', id: CARD.contact }
const company: CardRef = { type: 'company', id: CARD.company }
const kitchen = [deal, laura, company]

/** The seven chats of the showcase deal. */
export function seedDemoChats(state: State): void {
  const now = state.now()
  const lauraTelegram = addClient(state, 'Laura Bennett', '#29619b')
  seedLauraTelegram(state, lauraTelegram, now)
  seedTom(state, now)
  seedLauraWhatsapp(state, now)
  seedClosedChats(state, now)
}

function seedLauraTelegram(state: State, client: PortalUser, now: number): void {
  const chat = seedChat(state, {
    client,
    connector: 'telegrambot',
    lineId: LINE.sales,
    cards: kitchen,
    createdAt: now - 64 * DAY,
    externalChatId: 'harbour_sales_bot',
  })
  seedLauraPast(state, chat, now)

  const yesterday = now - 16 * HOUR
  seedSession(state, chat, {
    id: 318,
    startedAt: yesterday - 70 * MINUTE,
    operatorId: ANNA,
    lines: [
      { from: 'client', at: yesterday - 69 * MINUTE, text: 'Hi Anna, the builder wants to know where the sockets go.' },
      {
        from: ANNA,
        at: yesterday - 64 * MINUTE,
        text: 'Hello Laura! The socket plan is page 4 of the drawing, heights are from the finished floor.',
      },
      { from: 'client', at: yesterday - 55 * MINUTE, text: 'And the hood?' },
      {
        from: ANNA,
        at: yesterday - 52 * MINUTE,
        text: 'At 2.05 m, above the hob. Mark knows the wall and can be there tomorrow.',
      },
      { from: 'client', at: yesterday - 9 * MINUTE, text: 'Great, tomorrow at ten is fine.' },
      { from: MARK, at: yesterday - 2 * MINUTE, text: 'Then see you tomorrow, have a nice evening!' },
    ],
    status: STATUS.close,
    closedAt: yesterday,
    closedBy: ANNA,
    stars: 5,
  })

  const [morning, plan] = seedSession(state, chat, {
    id: 324,
    startedAt: now - 22 * MINUTE,
    operatorId: ANNA,
    answeredAt: now - 20 * MINUTE,
    lines: [
      { from: 'client', at: now - 22 * MINUTE, text: 'Good morning! The wall is 2.84 m, not 3 m.' },
      {
        from: 'client',
        at: now - 21 * MINUTE,
        text: 'The window stays',
        file: { name: 'floor_plan.svg', type: 'image', size: 184_320, width: 1152, height: 600, art: 'floor-plan' },
      },
    ],
    status: STATUS.client,
  })
  if (plan) likeMessage(state, plan, ANNA, 'plus')
  chat.members.set(MARK, { startId: 0, lastReadId: chat.messages.lastId })
  writeInside(
    state,
    chat,
    MARK,
    '[USER=11]Anna[/USER] the 3 m island is out of stock until 2 December',
    now - 14 * MINUTE,
  )
  writeLine(state, chat, {
    from: ANNA,
    at: now - 11 * MINUTE,
    text: 'Thanks, Laura. Then the 2.7 m island fits with 14 cm to spare.',
    params: { REPLY_ID: morning?.id ?? 0 },
  })
  const offer = writeLine(state, chat, {
    from: ANNA,
    at: now - 11 * MINUTE + 20_000,
    file: { name: 'Harbour_Cafe_island_v3.pdf', type: 'file', size: 1_887_437, art: 'pdf' },
  })
  for (const member of [chat.members.get(ANNA), chat.members.get(MARK)]) if (member) member.lastReadId = offer.id
  writeLine(state, chat, { from: 'client', at: now - MINUTE, text: 'That works for us 🙌' })
  writeLine(state, chat, { from: 'client', at: now - 15_000, text: 'Great! And could we see it with the oak worktop?' })
  confirmDeliveries(state, chat, true)
}

/** Two months of earlier messages, to scroll back for a while. */
function seedLauraPast(state: State, chat: Chat, now: number): void {
  const sessions = [
    { id: 260, daysAgo: 61, exchanges: 24, operator: MARK },
    { id: 275, daysAgo: 40, exchanges: 18, operator: ANNA },
    { id: 290, daysAgo: 21, exchanges: 20, operator: ANNA },
    { id: 303, daysAgo: 9, exchanges: 14, operator: MARK },
  ]
  let step = 0
  for (const { id, daysAgo, exchanges, operator } of sessions) {
    const startedAt = now - daysAgo * DAY
    const lines: ScriptLine[] = []
    for (let index = 0; index < exchanges; index += 1) {
      const [question, reply] = ENGLISH[step % ENGLISH.length] ?? ['', '']
      step += 1
      const at = startedAt + index * 11 * MINUTE
      lines.push({ from: 'client', at: at + MINUTE, text: question })
      lines.push({ from: operator, at: at + 5 * MINUTE, text: reply })
    }
    seedSession(state, chat, {
      id,
      startedAt,
      operatorId: operator,
      lines,
      status: STATUS.close,
      stars: id === 303 ? 0 : 4,
    })
  }
}

function seedTom(state: State, now: number): void {
  const client = addClient(state, 'Tom Ashby', '#8d7151')
  const tom: CardRef = { type: 'contact', id: 56 }
  const chat = seedChat(state, {
    client,
    connector: 'livechat',
    lineId: LINE.sales,
    cards: [deal, tom, company],
    createdAt: now - 6 * MINUTE,
  })
  seedSession(state, chat, {
    id: 325,
    startedAt: now - 6 * MINUTE,
    operatorId: 0,
    lines: [{ from: 'client', at: now - 6 * MINUTE, text: 'Hi! Is installation included in the price?' }],
    status: STATUS.new,
  })
  const session = lastSession(chat)
  // The line has just given the chat to the next operators of its queue, which changes the session.
  if (session) session.modifiedAt = now - 5_000
}

function seedLauraWhatsapp(state: State, now: number): void {
  const client = addClient(state, 'Laura Bennett', '#29619b')
  const chat = seedChat(state, {
    client,
    connector: 'whatsappbytwilio',
    lineId: LINE.sales,
    cards: kitchen,
    createdAt: now - 33 * DAY,
  })
  seedSession(state, chat, {
    id: 322,
    startedAt: now - 105 * MINUTE,
    operatorId: ANNA,
    lines: [
      { from: 'client', at: now - 104 * MINUTE, text: 'Could you send me the invoice here? The e-mail went to spam.' },
      { from: ANNA, at: now - 90 * MINUTE, text: 'Of course, one moment.' },
      { from: ANNA, at: now - 87 * MINUTE, file: { name: 'Invoice_2291.pdf', type: 'file', size: 96_200, art: 'pdf' } },
    ],
    status: STATUS.operator,
  })
}

function seedClosedChats(state: State, now: number): void {
  const cafe = addClient(state, 'Harbour Café', '#00837b')
  const instagram = seedChat(state, {
    client: cafe,
    connector: 'fbinstagramdirect',
    lineId: LINE.sales,
    cards: [deal, company],
    createdAt: now - 12 * DAY,
  })
  seedSession(state, instagram, {
    id: 316,
    startedAt: now - DAY - 3 * HOUR,
    operatorId: MARK,
    lines: [
      { from: 'client', at: now - DAY - 3 * HOUR, text: 'The samples are here 😍' },
      {
        from: 'client',
        at: now - DAY - 3 * HOUR + MINUTE,
        file: { name: 'samples.jpg', type: 'image', size: 412_000, width: 1080, height: 1350, art: 'photo' },
      },
      { from: MARK, at: now - DAY - 2 * HOUR, text: 'Lovely light in your café! Is everything complete?' },
      { from: 'client', at: now - DAY - HOUR, text: 'Thank you, everything arrived!' },
    ],
    status: STATUS.close,
    stars: 5,
  })

  const mail = addClient(state, 'Laura Bennett', '#29619b')
  const email = seedChat(state, {
    client: mail,
    connector: 'email',
    lineId: LINE.sales,
    cards: kitchen,
    createdAt: now - 30 * DAY,
    externalChatId: 'laura@harbour.example.com',
  })
  seedSession(state, email, {
    id: 312,
    startedAt: now - 4 * DAY,
    operatorId: MARK,
    lines: [
      {
        from: 'client',
        at: now - 4 * DAY,
        text: 'Subject: Quote 118\n\nDear all,\n\ncould you please revise the quote: without the wine cooler, with the longer plinth.\n\nKind regards\nLaura Bennett\nOwner, Harbour Café',
      },
      { from: MARK, at: now - 4 * DAY + HOUR, text: 'Re: Quote 118, revised' },
    ],
    status: STATUS.close,
  })

  const marco = addClient(state, 'Marco Silva', '#d03d67')
  const viber = seedChat(state, {
    client: marco,
    connector: 'viber',
    lineId: LINE.sales,
    cards: [deal],
    createdAt: now - 20 * DAY,
  })
  seedSession(state, viber, {
    id: 305,
    startedAt: now - 8 * DAY,
    operatorId: ANNA,
    lines: [
      { from: 'client', at: now - 8 * DAY, text: 'Hello, I do the plumbing at the café. When do you need the water?' },
      { from: ANNA, at: now - 8 * DAY + 9 * MINUTE, text: 'Hello Marco! Two days before us would be perfect.' },
      { from: 'client', at: now - 8 * DAY + 30 * MINUTE, text: 'Ok, I will call you next week' },
    ],
    status: STATUS.close,
    stars: 4,
  })

  const vkCafe = addClient(state, 'Harbour Café', '#9c6953')
  const vk = seedChat(state, {
    client: vkCafe,
    connector: 'vkgroup',
    lineId: LINE.sales,
    cards: [deal, company],
    createdAt: now - 15 * DAY,
    legacyData: true,
  })
  seedSession(state, vk, {
    id: 298,
    startedAt: now - 15 * DAY,
    operatorId: BOT.reception,
    lines: [
      { from: 'client', at: now - 15 * DAY, text: 'Are you open on Saturday?' },
      {
        from: BOT.reception,
        at: now - 15 * DAY + 5_000,
        text: 'Yes, from 10 to 16. What else can I do for you?',
        params: {
          KEYBOARD: [
            {
              BOT_ID: BOT.reception,
              TEXT: 'Book a visit',
              COMMAND: 'visit',
              DISPLAY: 'LINE',
              BG_COLOR: '#29619b',
              TEXT_COLOR: '#fff',
            },
            { BOT_ID: BOT.reception, TEXT: 'Show the way', LINK: 'https://example.com/map', DISPLAY: 'LINE' },
            { TYPE: 'NEWLINE' },
            { BOT_ID: BOT.reception, TEXT: 'Talk to a person', COMMAND: 'operator', DISPLAY: 'LINE' },
          ],
        },
      },
      {
        from: 'client',
        at: now - 15 * DAY + MINUTE,
        file: { name: 'photo.jpg', type: 'image', size: 233_000, width: 960, height: 720, art: 'photo' },
      },
    ],
    status: STATUS.close,
    closedBy: 0,
  })
}
