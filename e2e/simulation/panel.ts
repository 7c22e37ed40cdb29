import type { ChatId, MessageId, UserId } from '@/domain/ids'
import {
  toPublishedEvent,
  SEEN,
  parsePresenceEvent,
  type PollEvent,
  type PresenceEvent,
  type EventValue,
} from '../../src/sync/presence-protocol'
import type { PollPlan } from '../../src/sync/poll-plan'
import { createPollScheduler, type PollScheduler } from '../../src/sync/poll-scheduler'
import type { Random } from '../portal/world/random.ts'
import type { Clock } from './clock.ts'
import { newestOf, type OfficeAnswer, type OfficeCall, type OfficeChat, type OfficePortal } from './portal.ts'

/** A card: the chat that opens in it, and old ones that stand in its list. */
export interface OfficeCard {
  readonly chat: OfficeChat
  readonly listed: readonly OfficeChat[]
}

/** Environment of a panel. */
export interface PanelWorld {
  readonly clock: Clock
  readonly portal: OfficePortal
  readonly random: Random
  /** Delivers an event to every panel, the sending one included; null = there is no channel. */
  readonly broadcast: ((event: PresenceEvent) => void) | null
  /** Whether a user may see a chat through CRM. */
  readonly maySee: (userId: UserId, chat: OfficeChat) => boolean
  readonly chatOf: (chatId: ChatId) => OfficeChat
  readonly chatsOf: (userId: UserId) => readonly OfficeChat[]
  /** A client's message was shown this many ms after it was written, while its chat was on screen. */
  readonly onSeen: (delay: number) => void
  /** Messages came into a chat on screen, and the operator went away before they saw them. */
  readonly onMissed: (count: number) => void
}

/** What a sub-call found out: the newest message of a chat, or nothing. */
type Found = { readonly chatId: ChatId; readonly newest: MessageId } | null

const DIALOG = 'imopenlines.dialog.get'
const PUBLISH = 'pull.application.event.add'
/** What the app waits after a 503 (ms). */
const LIMIT_PAUSE = 5_000
/** Cards that a browser keeps open in tabs; hidden ones have their lists read this seldom (ms). */
const TABS = 3
const HIDDEN_LISTS = 60_000
/** Rows of the list on screen: their details come with the start. */
const ROWS_IN_SIGHT = 6
/** The third request of a start follows the first answer by this (ms). */
const THIRD_REQUEST = 2_000

const asking = (method: string): OfficeCall<Found> => ({ method, run: () => null })

/** The panels of one browser: the app's scheduler before the simulated portal, asking what the app's poller asks. */
export class OfficePanel {
  readonly userId: UserId
  /** Called when clients' messages are shown. */
  onMessagesShown: (chat: OfficeChat) => void = () => {}
  /** Time on screen so far, ms, up to the last change. */
  visibleFor = 0
  polls = 0
  fetches = 0
  /** Chats asked about for others. */
  helped = 0

  readonly #world: PanelWorld
  readonly #scheduler: PollScheduler
  /** The one in front first. */
  #cards: OfficeCard[] = []
  readonly #listsAt = new Map<OfficeCard, number>()
  /** The card whose page holds the application channel. */
  #line: OfficeCard | null = null
  #visible = false
  #awake = true
  #shownSince = 0
  /** The timer that counts, and when it rings. */
  #version = 0
  #ringsAt = Infinity
  #actions: PresenceEvent[] = []
  readonly #displayed = new Map<ChatId, MessageId>()
  /** Chats whose details are older than their newest message. */
  readonly #outdated = new Set<OfficeChat>()

  constructor(world: PanelWorld, userId: UserId) {
    this.#world = world
    this.userId = userId
    this.#scheduler = createPollScheduler({ panel: `p${userId}`, userId, random: () => world.random.next() })
    this.#scheduler.show(0, false)
  }

  /** The chat that the operator sees now. */
  get shown(): OfficeChat | null {
    return this.#visible && this.#awake ? (this.#cards[0]?.chat ?? null) : null
  }

  get #now(): number {
    return this.#world.clock.now
  }

  /** Opens a card, or comes back to its tab. */
  open(card: OfficeCard): void {
    const isNew = !this.#cards.includes(card)
    this.#leaveScreen()
    this.#cards = [card, ...this.#cards.filter((other) => other !== card)].slice(0, TABS)
    this.#visible = true
    this.#shownSince = this.#now
    this.#scheduler.show(this.#now, true)
    this.#watch()
    if (isNew) this.#start(card)
    else this.#scheduler.wake(this.#now, 'focus')
    this.#holdLine()
    this.#plan()
  }

  /** Something else is in front of all cards. */
  hide(): void {
    if (!this.#visible) return
    this.#leaveScreen()
    this.#visible = false
    const { broadcast } = this.#world
    const bye = this.#scheduler.leaveEvent(this.#now)
    this.#scheduler.show(this.#now, false)
    this.#watch()
    if (bye && broadcast) this.#request(PUBLISH, () => broadcast(bye))
    this.#plan()
  }

  /** The laptop is closed: nothing runs, no event arrives. */
  sleep(): void {
    this.#leaveScreen()
    this.#awake = false
    this.#version += 1
    this.#ringsAt = Infinity
  }

  wakeUp(): void {
    this.#awake = true
    this.#shownSince = this.#now
    this.#scheduler.wake(this.#now, 'slept')
    this.#plan()
  }

  typing(chat: OfficeChat): void {
    this.#scheduler.active(this.#now, chat.id)
    this.#plan()
  }

  /** Sends a reply; `done` when the portal has it. A refusal for too many requests is waited for. */
  reply(chat: OfficeChat, done: () => void): void {
    this.#request(
      'imopenlines.crm.message.add',
      () => this.#world.portal.write(chat, 'operator'),
      (messageId) => {
        this.#recordAction(chat, messageId)
        done()
      },
    )
  }

  /** An action on a chat: the app reads its details before and after. */
  act(method: string, chat: OfficeChat): void {
    const after = () => this.#request(DIALOG, nothing, () => this.#recordAction(chat, null))
    this.#request(DIALOG, nothing, () => this.#request(method, nothing, after))
  }

  heard(event: PresenceEvent): void {
    if (!this.#awake || !this.#line) return
    this.#scheduler.heard(this.#now, event)
    this.#plan()
  }

  #recordAction(chat: OfficeChat, messageId: MessageId | null): void {
    const who = { panel: `p${this.userId}`, userId: this.userId }
    if (this.#line) this.#actions.push({ kind: 'acted', ...who, chatId: chat.id, messageId })
    this.#scheduler.acted(this.#now, chat.id)
    this.#plan()
  }

  /** A request outside of polls, repeated after a 503. */
  #request<T>(method: string, run: () => T, done: (result: T) => void = () => {}): void {
    const { portal, clock, random } = this.#world
    this.#scheduler.requestsMade(this.#now, 1)
    portal.request([{ method, run }], (answer) => {
      const [result] = answer ?? ['over' as const]
      if (result === 'over') clock.after(LIMIT_PAUSE * (1 + random.next()), () => this.#request(method, run, done))
      else done(result as T)
    })
  }

  #isMember(chat: OfficeChat): boolean {
    return chat.owner === this.userId
  }

  #leaveScreen(): void {
    const { shown } = this
    if (!shown) return
    this.visibleFor += this.#now - this.#shownSince
    const displayed = this.#displayed.get(shown.id) ?? 0
    const missed = shown.messages.filter(
      ({ id, at, from }) => id > displayed && at >= this.#shownSince && from === 'client',
    )
    this.#world.onMissed(missed.length)
  }

  #watch(): void {
    const watched = this.#cards.flatMap((card, place) => [
      { chatId: card.chat.id, onScreen: place === 0 && this.#visible, member: this.#isMember(card.chat) },
      ...card.listed.map(({ id }) => ({ chatId: id, onScreen: false, member: false })),
    ])
    this.#scheduler.watch(this.#now, watched)
  }

  // One page of the browser holds the channel; when its card is closed, another one takes it.
  #holdLine(): void {
    if (!this.#world.broadcast || (this.#line && this.#cards.includes(this.#line))) return
    this.#line = this.#cards[0] ?? null
    this.#request('pull.application.config.get', nothing, () => this.#scheduler.channel(this.#now, true))
  }

  // The three requests of the app's start; references that find nothing are left out.
  #start(card: OfficeCard): void {
    const { portal, clock } = this.#world
    const page: OfficeCall<Found> = { method: 'im.dialog.messages.get', run: nothing }
    const first = [{ method: 'profile', run: nothing }, this.#list, this.#dialog(card.chat), page]
    const second = [
      this.#list,
      ...['im.recent.list', 'imopenlines.config.list.get'].map(asking),
      ...['pull.application.config.get', 'crm.deal.contact.items.get', 'crm.item.get', 'im.chat.get'].map(asking),
      ...card.listed.slice(0, ROWS_IN_SIGHT - 1).map((chat) => this.#dialog(chat)),
    ]
    const third = [
      ...['im.dialog.read', 'crm.item.get', 'crm.item.get', 'crm.item.get', 'im.user.list.get'].map(asking),
      // A contact and a company.
      ...[1, 2].flatMap(() => [asking('crm.item.get'), this.#list, this.#list]),
      ...card.listed.slice(0, ROWS_IN_SIGHT - 1).map((chat) => this.#page(chat)),
    ]
    this.#scheduler.requestsMade(this.#now, 1)
    this.#listsAt.set(card, this.#now)
    this.#scheduler.observed(this.#now, card.chat.id, newestOf(card.chat))
    portal.request(first, (answer) => {
      if (!answer) return clock.after(LIMIT_PAUSE, () => this.#cards.includes(card) && this.#start(card))
      this.#display(card.chat, newestOf(card.chat))
      this.#scheduler.observed(this.#now, card.chat.id, newestOf(card.chat))
      this.#requestAll(second)
      clock.after(THIRD_REQUEST, () => this.#cards.includes(card) && this.#requestAll(third))
      this.#plan()
    })
  }

  /** A request of the start whose failure is made good by the next poll. */
  #requestAll(calls: readonly OfficeCall<Found>[]): void {
    this.#scheduler.requestsMade(this.#now, 1)
    this.#world.portal.request(calls, () => undefined)
  }

  get #list(): OfficeCall<Found> {
    return asking('imopenlines.crm.chat.get')
  }

  #lists(): OfficeCall<Found>[] {
    return [this.#list, this.#list]
  }

  #dialog(chat: OfficeChat): OfficeCall<Found> {
    const maySee = this.#world.maySee(this.userId, chat)
    return { method: DIALOG, run: () => (maySee ? { chatId: chat.id, newest: newestOf(chat) } : null) }
  }

  #page(chat: OfficeChat): OfficeCall<Found> {
    const method = this.#isMember(chat) ? 'im.dialog.messages.get' : 'imopenlines.session.history.get'
    return { method, run: () => ({ chatId: chat.id, newest: newestOf(chat) }) }
  }

  #plan(): void {
    if (!this.#awake) return
    const { at } = this.#scheduler.next(this.#now)
    // A timer that rings too early asks again; only a later one would be wrong.
    if (at >= this.#ringsAt) return
    this.#ringsAt = at
    const version = (this.#version += 1)
    this.#world.clock.at(at, () => {
      if (version !== this.#version) return
      this.#ringsAt = Infinity
      const due = this.#scheduler.next(this.#now)
      if (due.at > this.#now) this.#plan()
      else if (due.what === 'poll') this.#poll()
      else this.#fetch()
    })
  }

  #fetch(): void {
    this.fetches += 1
    const chats = this.#scheduler.startFetch(this.#now).map((chatId) => this.#world.chatOf(chatId))
    this.#send(
      chats.flatMap((chat) => [this.#page(chat), this.#dialog(chat)]),
      new Set(chats),
      [],
    )
  }

  #poll(): void {
    const { chatOf, chatsOf } = this.#world
    const plan = this.#scheduler.startPoll(this.#now)
    const { shown } = this
    this.polls += 1
    this.helped += plan.peerChats.length
    const listed = this.#cards.filter((card, place) => {
      const isDue = (place === 0 && this.#visible) || this.#now - (this.#listsAt.get(card) ?? 0) > HIDDEN_LISTS
      if (isDue) this.#listsAt.set(card, this.#now)
      return isDue
    })
    const pages = new Set(plan.changed.map((chatId) => chatOf(chatId)))
    if (shown && this.#isMember(shown)) pages.add(shown)
    const details = new Set([...plan.own, ...plan.changed].map((chatId) => chatOf(chatId)))
    if (shown && this.#outdated.delete(shown)) details.add(shown)
    const asked = [...details, ...plan.peerChats.map((chatId) => chatOf(chatId))]
    const rows: { chatId: ChatId; newest: MessageId }[] = []
    const recent: OfficeCall<Found> = {
      method: 'im.recent.list',
      run: () => {
        for (const chat of chatsOf(this.userId)) rows.push({ chatId: chat.id, newest: newestOf(chat) })
        return null
      },
    }
    const found: Found[] = []
    const noting = ({ method, run }: OfficeCall<Found>): OfficeCall<Found> => ({
      method,
      run: () => {
        const one = run()
        found.push(one)
        return one
      },
    })
    const calls = [
      ...listed.flatMap(() => this.#lists()),
      recent,
      ...[...pages].map((chat) => noting(this.#page(chat))),
      ...asked.map((chat) => noting(this.#dialog(chat))),
      ...this.#publications(plan, found),
    ]
    this.#send(calls, pages, [...plan.own, ...plan.peerChats], rows)
  }

  // References to the batch's own answers are filled in when the portal executes the publishing call.
  #publications({ announce: snapshot }: PollPlan, found: readonly Found[]): OfficeCall<Found>[] {
    const { broadcast } = this.#world
    if (!broadcast || !this.#line) return []
    const publish = (event: () => PresenceEvent): OfficeCall<Found> => ({
      method: PUBLISH,
      run: () => {
        broadcast(event())
        return null
      },
    })
    const actions = this.#actions
    this.#actions = []
    return [
      ...actions.map((event) => publish(() => event)),
      ...(snapshot ? [publish(() => overTheWire(snapshot, found))] : []),
    ]
  }

  #send(
    calls: readonly OfficeCall<Found>[],
    pages: ReadonlySet<OfficeChat>,
    asked: readonly ChatId[],
    rows: readonly { readonly chatId: ChatId; readonly newest: MessageId }[] = [],
  ): void {
    const { portal } = this.#world
    portal.request(calls, (answer: OfficeAnswer<Found>) => {
      if (!answer) this.#scheduler.failed(this.#now, { kind: 'limit', retryIn: LIMIT_PAUSE })
      else {
        const seen = new Map<ChatId, MessageId>()
        for (const one of [...rows, ...answer])
          if (one && one !== 'over' && one.newest > (seen.get(one.chatId) ?? 0)) seen.set(one.chatId, one.newest)
        this.#scheduler.ended(this.#now, {
          seen,
          refused: asked.filter((chatId) => !seen.has(chatId)),
          operating: asked.length > 0 ? portal.operating(DIALOG) : null,
          overTime: answer.includes('over'),
        })
        for (const chat of pages) this.#display(chat, seen.get(chat.id))
        this.#readHistory(seen)
      }
      this.#plan()
    })
  }

  // The messages of a chat without membership are read when its details contain a newer message.
  #readHistory(seen: ReadonlyMap<ChatId, MessageId>): void {
    const { shown } = this
    if (!shown || this.#isMember(shown)) return
    if ((seen.get(shown.id) ?? 0) <= (this.#displayed.get(shown.id) ?? 0)) return
    const { method, run } = this.#page(shown)
    this.#request(method, run, (found) => this.#display(shown, found?.newest))
  }

  #display(chat: OfficeChat, newest: MessageId | undefined): void {
    const before = this.#displayed.get(chat.id) ?? 0
    if (newest === undefined || newest <= before) return
    this.#displayed.set(chat.id, newest)
    if (this.shown !== chat) return
    let hasNewMessages = false
    for (const message of chat.messages.toReversed()) {
      if (message.id <= before) break
      if (message.id > newest || message.from === 'operator') continue
      hasNewMessages = true
      if (message.at >= this.#shownSince) this.#world.onSeen(this.#now - message.at)
    }
    if (!hasNewMessages) return
    this.#outdated.add(chat)
    if (this.#isMember(chat)) this.#request('im.dialog.read', nothing)
    this.onMessagesShown(chat)
  }
}

const nothing = () => null

/** The event as another panel receives it: encoded, with numbers as the portal makes them of references, parsed as untrusted. */
function overTheWire(snapshot: PollEvent, found: readonly Found[]): PresenceEvent {
  const pairs: EventValue[] = found.map((one) => (one ? [one.chatId, `0${one.newest}`] : [0, '0Array']))
  const { command, params } = toPublishedEvent(snapshot)
  const event = parsePresenceEvent(command, { ...params, [SEEN]: pairs })
  if (!event) throw new Error('An event of ours was not understood')
  return event
}
