import { postJson } from './api.ts'
import type { ChatRow } from './chat-row.ts'
import { make } from './dom.ts'
import { toast } from './toast.ts'

const STATUS: Readonly<Record<number, string>> = {
  0: 'New',
  5: 'Back in the queue',
  10: 'In work',
  20: 'Client waits',
  25: 'Client wrote again',
  40: 'Answered',
  50: 'Closing',
  60: 'Closed',
  65: 'Spam',
  69: 'Duplicate',
  75: 'Closed silently',
}

const CLOSED = 60

/** The status of a session as text. */
export function statusWord(status: number): string {
  return STATUS[status] ?? `Status ${status}`
}

function statusKind(status: number): string {
  if (status < 10) return 'waiting'
  return status >= CLOSED ? 'closed' : 'open'
}

/** The list of chats, with a search field and a way to start a new one. */
export class ChatList {
  readonly #onChoose: (chat: ChatRow) => void
  readonly #card: string
  readonly #connectors: Readonly<Record<string, string>>
  readonly #rows = make('ul', { class: 'chat-rows' })
  readonly #search = make('input', {
    type: 'search',
    placeholder: 'Search client, channel, card',
    'aria-label': 'Search chats',
  })
  #chats: readonly ChatRow[] = []
  chosen: ChatRow | undefined

  constructor(
    container: HTMLElement,
    card: string,
    connectors: Readonly<Record<string, string>>,
    onChoose: (chat: ChatRow) => void,
  ) {
    this.#connectors = connectors
    this.#onChoose = onChoose
    this.#card = card
    this.#search.addEventListener('input', () => this.#draw())
    container.append(this.#search, this.#rows, this.#newChat())
  }

  /** Replaces the chats. */
  show(chats: readonly ChatRow[]): void {
    this.#chats = this.#card
      ? chats.filter((chat) => chat.cards.some(({ type, id }) => `${type}:${id}` === this.#card))
      : chats
    this.#draw()
  }

  /** Selects a chat, the first one where that id isn't listed. */
  choose(chatId: number): void {
    const chat = this.#chats.find((row) => row.chatId === chatId) ?? this.#chats[0]
    if (!chat) return
    this.chosen = chat
    this.#onChoose(chat)
    this.#draw()
  }

  #draw(): void {
    const wanted = this.#search.value.trim().toLowerCase()
    const matches = this.#chats.filter((chat) => {
      const cards = chat.cards.map(({ type, id }) => `${type} #${id}`).join(' ')
      return `${chat.title} ${this.#connectors[chat.connector]} ${chat.connector} ${cards} ${chat.operator ?? ''}`
        .toLowerCase()
        .includes(wanted)
    })
    this.#rows.replaceChildren(...matches.map((chat) => make('li', {}, this.#row(chat))))
  }

  #row(chat: ChatRow): HTMLElement {
    return make(
      'button',
      {
        type: 'button',
        class: 'chat-row',
        'aria-current': String(chat.chatId === this.chosen?.chatId),
        click: () => this.choose(chat.chatId),
      },
      make('span', { class: 'chat-row-title', dir: 'auto' }, chat.title),
      make('span', { class: `badge ${statusKind(chat.status)}` }, statusWord(chat.status)),
      make(
        'small',
        {},
        [this.#connectors[chat.connector] ?? chat.connector, chat.operator].filter(Boolean).join(' · '),
      ),
      make('small', {}, chat.cards.map(({ type, id }) => `${type} #${id}`).join(', ')),
    )
  }

  #newChat(): HTMLElement {
    const [type, id = ''] = this.#card.split(':')
    const kind = make('select', { name: 'type', 'aria-label': 'Card type' })
    for (const name of ['deal', 'lead', 'contact', 'company']) kind.append(new Option(name, name, false, name === type))
    const number = make('input', {
      name: 'id',
      'aria-label': 'Card number',
      type: 'number',
      placeholder: 'Card number',
      required: true,
      value: id,
    })
    const connector = make('select', { name: 'connector', 'aria-label': 'Channel' })
    for (const [id, title] of Object.entries(this.#connectors)) connector.append(new Option(title, id))
    const name = make('input', { name: 'name', placeholder: 'Name of the client', 'aria-label': 'Name of the client' })
    const text = make('input', { name: 'text', placeholder: 'First message', 'aria-label': 'First message' })
    const send = make('button', { class: 'button primary' }, 'Begin')
    const form = make('form', {}, make('div', { class: 'pair' }, kind, number), connector, name, text, send)
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      const chat = {
        type: kind.value,
        id: Number(number.value),
        connector: connector.value,
        name: name.value,
        text: text.value,
      }
      const request = { ...chat, name: chat.name || undefined, text: chat.text || undefined }
      postJson<{ chatId: number }>('/control/api/simulate/newClientChat', request).then(
        () => form.reset(),
        (error: Error) => toast(error.message),
      )
    })
    return make('details', { class: 'new-chat' }, make('summary', {}, 'A new client writes'), form)
  }
}
