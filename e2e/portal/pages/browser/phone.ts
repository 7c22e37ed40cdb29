import { getJson, postJson } from './api.ts'
import { statusWord } from './chat-list.ts'
import type { ChatRow } from './chat-row.ts'
import { make } from './dom.ts'
import { toast } from './toast.ts'

interface PhoneMessage {
  readonly id: number
  readonly from: 'client' | 'operator' | 'system'
  readonly author: string
  readonly text: string
  /** Unix ms. */
  readonly date: number
  readonly files: readonly { readonly name: string }[]
}

const SHOWN_MESSAGES = 200
const NEAR_BOTTOM_PX = 60

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' })

/** The client's phone and, below it, what the client, a colleague and the channel can do in the selected chat. */
export class Phone {
  #chat: ChatRow | undefined
  #drawn = ''
  readonly #connectors: Readonly<Record<string, string>>
  readonly #title = make('b', { dir: 'auto' })
  readonly #under = make('small')
  readonly #log = make('div', { class: 'phone-log', role: 'log', 'aria-label': 'Client’s phone', tabindex: '0' })
  readonly #field = make('input', {
    placeholder: 'Write as the client',
    'aria-label': 'Write as the client',
    autocomplete: 'off',
  })
  readonly #colleague = make('select', { 'aria-label': 'Colleague' })

  constructor(
    container: HTMLElement,
    staff: readonly { readonly id: number; readonly name: string }[],
    connectors: Readonly<Record<string, string>>,
  ) {
    this.#connectors = connectors
    for (const { id, name } of staff) this.#colleague.append(new Option(name, String(id)))
    // The first employee is the card's default user, so the colleague is another one.
    this.#colleague.selectedIndex = Math.min(1, staff.length - 1)
    const form = make('form', { class: 'phone-form' }, this.#field, make('button', { class: 'button primary' }, 'Send'))
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      const text = this.#field.value
      if (!text.trim()) return
      this.#field.value = ''
      void this.#do('clientWrites', { text })
    })
    const phone = make('div', { class: 'phone' }, make('header', {}, this.#title, this.#under), this.#log, form)
    container.append(phone, this.#acts())
  }

  /** Shows another chat. */
  async show(chat: ChatRow): Promise<void> {
    this.#chat = chat
    this.#drawn = ''
    this.#log.replaceChildren()
    this.#head(chat)
    await this.#read()
  }

  /** Updates status and operator of the shown chat. */
  update(chats: readonly ChatRow[]): void {
    const chat = chats.find((row) => row.chatId === this.#chat?.chatId)
    if (!chat) return
    this.#chat = chat
    this.#head(chat)
  }

  /** A chat has changed: reads it again if it is the shown one. */
  async changed(chatId: number): Promise<void> {
    if (chatId === this.#chat?.chatId) await this.#read()
  }

  #head(chat: ChatRow): void {
    this.#title.textContent = chat.title
    const channel = this.#connectors[chat.connector] ?? chat.connector
    this.#under.textContent = [channel, statusWord(chat.status), chat.operator].filter(Boolean).join(' · ')
  }

  async #read(): Promise<void> {
    const chatId = this.#chat?.chatId
    const messages = await getJson<PhoneMessage[]>(`/control/api/client/${chatId}`)
    const drawn = JSON.stringify(messages)
    if (chatId !== this.#chat?.chatId || drawn === this.#drawn) return
    const { scrollHeight, scrollTop, clientHeight } = this.#log
    const follows = this.#drawn === '' || scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM_PX
    this.#drawn = drawn
    this.#log.replaceChildren(...bubbles(messages.slice(-SHOWN_MESSAGES)))
    if (follows) this.#log.scrollTop = this.#log.scrollHeight
  }

  async #do(action: string, more: Readonly<Record<string, unknown>> = {}): Promise<void> {
    if (!this.#chat) return
    try {
      await postJson(`/control/api/simulate/${action}`, { chatId: this.#chat.chatId, ...more })
      await this.#read()
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error))
    }
  }

  #acts(): HTMLElement {
    const act = (label: string, action: string, more?: () => Readonly<Record<string, unknown>>): HTMLElement =>
      make('button', { type: 'button', class: 'button', click: () => void this.#do(action, more?.()) }, label)
    const userId = (): { userId: number } => ({ userId: Number(this.#colleague.value) })
    const group = (label: string, ...children: HTMLElement[]): HTMLElement =>
      make('fieldset', {}, make('legend', {}, label), ...children)

    return make(
      'div',
      { class: 'acts sheet' },
      group(
        'Client',
        act('Photo', 'clientWrites', () => ({ kind: 'photo' })),
        act('File', 'clientWrites', () => ({ kind: 'file' })),
        act('Voice', 'clientWrites', () => ({ kind: 'voice' })),
        act('Five messages', 'clientWrites', () => ({ count: 5 })),
        act('Rates 👍', 'clientRates', () => ({ like: true })),
        act('Rates 👎', 'clientRates', () => ({ like: false })),
      ),
      group(
        'Colleague',
        this.#colleague,
        act('Answers', 'colleagueAnswers', userId),
        act('Takes over', 'colleagueTakes', userId),
        act('Gets the chat', 'transfer', () => ({ to: Number(this.#colleague.value) })),
        act('Finishes', 'finish', () => ({ byUserId: Number(this.#colleague.value) })),
      ),
      group(
        'Channel',
        act('Confirms delivery', 'deliver'),
        act('Refuses the next reply', 'channelRefuses'),
        act('Closes the reply window', 'closeWindow'),
      ),
    )
  }
}

function* bubbles(messages: readonly PhoneMessage[]): Generator<HTMLElement> {
  let lastDay = ''
  for (const message of messages) {
    const thisDay = day.format(message.date)
    if (thisDay !== lastDay) yield make('p', { class: 'phone-day' }, thisDay)
    lastDay = thisDay
    yield make(
      'div',
      { class: `bubble ${message.from}`, 'data-id': String(message.id) },
      message.from === 'operator' && make('b', { dir: 'auto' }, message.author),
      ...message.files.map(({ name }) => make('span', { class: 'file' }, name)),
      message.text !== '' && make('span', { class: 'text', dir: 'auto' }, message.text),
      make('time', {}, clock.format(message.date)),
    )
  }
}
