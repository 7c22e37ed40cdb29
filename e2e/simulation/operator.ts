import type { UserId } from '@/domain/ids'
import type { Random } from '../portal/world/random.ts'
import { about, untilNext } from './random.ts'
import type { Clock } from './clock.ts'
import type { OfficeCard, OfficePanel } from './panel.ts'
import type { OfficeChat, OfficePortal } from './portal.ts'

const SECOND = 1_000
const MINUTE = 60_000

/** How people behave; times are middles of a wide spread (ms). */
const HABITS = {
  /** A client of this operator begins a conversation. */
  newConversation: 25 * MINUTE,
  /** Chance that a client answers an answer, and how long they take. */
  clientAnswers: 0.8,
  clientTakes: 40 * SECOND,
  /** Chance that the client writes on in another message, and how long that takes. */
  writesOn: 0.4,
  writesOnAfter: 7 * SECOND,
  /** Delay until the operator notices the messenger's own notification outside of the panel. */
  noticed: 20 * SECOND,
  reads: 6 * SECOND,
  types: 25 * SECOND,
  /** How long a chat is kept on screen for an answer. */
  waitForAnswer: 75 * SECOND,
  /** Reading a card without writing; working in other windows with the card hidden. */
  browses: 90 * SECOND,
  worksOutside: 4 * MINUTE,
  lunch: 45 * MINUTE,
}

/** Where an operator works. */
export interface WorkerWorld {
  readonly clock: Clock
  readonly random: Random
  readonly portal: OfficePortal
  readonly cardsOf: (userId: UserId) => readonly OfficeCard[]
  /** A card of a colleague that this operator may see, or null. */
  readonly colleagueCard: (userId: UserId) => OfficeCard | null
}

/** An operator and their clients: the clients write, the operator answers, opens cards, works in other windows, has lunch. */
export class OfficeWorker {
  readonly #world: WorkerWorld
  readonly #panel: OfficePanel
  readonly #cards: readonly OfficeCard[]
  /** Clients that the operator knows are waiting, the longest first. */
  readonly #waiting = new Set<OfficeChat>()
  /** Chats with a running conversation. */
  readonly #running = new Set<OfficeChat>()
  readonly #answered = new Set<OfficeChat>()
  /** Chats whose client is about to answer. */
  readonly #thinking = new Set<OfficeChat>()
  #doing: 'serving' | 'anything' | 'away' = 'anything'
  #serving: OfficeChat | null = null
  #step = 0
  replies = 0

  constructor(world: WorkerWorld, panel: OfficePanel) {
    this.#world = world
    this.#panel = panel
    this.#cards = world.cardsOf(panel.userId)
    panel.onMessagesShown = (chat) => {
      this.#waiting.add(chat)
      if (this.#serving === chat && this.#step === AWAITING) this.#answer(chat)
    }
    const { clock, random } = world
    clock.after(random.next() * 10 * MINUTE, () => {
      this.#decide()
      this.#clientsBegin()
    })
    clock.at((2.75 + random.next() * 1.5) * 60 * MINUTE, () => this.#lunch())
  }

  #clientsBegin(): void {
    const { clock, random } = this.#world
    clock.after(untilNext(random, HABITS.newConversation), () => {
      const { chat } = random.pick(this.#cards)
      if (!this.#running.has(chat)) {
        this.#running.add(chat)
        this.#answered.delete(chat)
        this.#clientWrites(chat)
      }
      this.#clientsBegin()
    })
  }

  #clientWrites(chat: OfficeChat): void {
    const { clock, random, portal } = this.#world
    portal.write(chat, 'client')
    if (random.chance(HABITS.writesOn))
      clock.after(about(random, HABITS.writesOnAfter, 0.6), () => this.#clientWrites(chat))
    if (this.#panel.shown !== chat)
      clock.after(about(random, HABITS.noticed), () => {
        if (chat.messages.at(-1)?.from !== 'client') return
        this.#waiting.add(chat)
        if (this.#doing === 'anything') this.#decide()
      })
  }

  #next(ms: number, run: () => void): void {
    const step = (this.#token += 1)
    this.#world.clock.after(ms, () => {
      if (step === this.#token) run()
    })
  }
  #token = 0

  /** What to do now: a waiting client first. */
  #decide(): void {
    if (this.#doing === 'away') return
    const { random } = this.#world
    this.#serving = null
    for (const chat of this.#waiting) {
      this.#waiting.delete(chat)
      const card = this.#cards.find((one) => one.chat === chat)
      if (card && chat.messages.at(-1)?.from === 'client') return this.#serve(card)
    }
    this.#doing = 'anything'
    if (random.chance(0.5)) {
      const card = (random.chance(0.12) && this.#world.colleagueCard(this.#panel.userId)) || random.pick(this.#cards)
      this.#panel.open(card)
      this.#next(about(random, HABITS.browses), () => this.#decide())
    } else {
      this.#panel.hide()
      this.#next(about(random, HABITS.worksOutside), () => this.#decide())
    }
  }

  #serve(card: OfficeCard): void {
    this.#doing = 'serving'
    this.#serving = card.chat
    if (this.#panel.shown !== card.chat) this.#panel.open(card)
    if (!this.#answered.has(card.chat)) {
      this.#answered.add(card.chat)
      this.#panel.act('imopenlines.operator.answer', card.chat)
    }
    this.#answer(card.chat)
  }

  #answer(chat: OfficeChat): void {
    const { random } = this.#world
    this.#step = ANSWERING
    this.#waiting.delete(chat)
    this.#next(about(random, HABITS.reads), () => this.#type(chat, about(random, HABITS.types)))
  }

  #type(chat: OfficeChat, left: number): void {
    this.#panel.typing(chat)
    if (left > 5 * SECOND) return this.#next(5 * SECOND, () => this.#type(chat, left - 5 * SECOND))
    this.#next(left, () =>
      this.#panel.reply(chat, () => {
        this.replies += 1
        this.#clientGetsAnswer(chat)
        if (this.#serving === chat && this.#doing === 'serving') this.#await(chat)
      }),
    )
  }

  #clientGetsAnswer(chat: OfficeChat): void {
    const { clock, random } = this.#world
    if (this.#thinking.has(chat)) return
    if (random.chance(HABITS.clientAnswers)) {
      this.#thinking.add(chat)
      clock.after(about(random, HABITS.clientTakes, 1), () => {
        this.#thinking.delete(chat)
        this.#clientWrites(chat)
      })
    } else {
      this.#running.delete(chat)
      if (random.chance(0.5)) this.#panel.act('imopenlines.operator.finish', chat)
    }
  }

  #await(chat: OfficeChat): void {
    this.#step = AWAITING
    this.#waiting.delete(chat)
    this.#wait(about(this.#world.random, HABITS.waitForAnswer))
  }

  #wait(left: number): void {
    if (left <= 0 || this.#waiting.size > 0) return this.#decide()
    const pause = Math.min(left, 15 * SECOND)
    this.#next(pause, () => this.#wait(left - pause))
  }

  #lunch(): void {
    const { random } = this.#world
    this.#doing = 'away'
    this.#token += 1
    const asleep = random.chance(0.5)
    if (asleep) this.#panel.sleep()
    else this.#panel.hide()
    this.#next(HABITS.lunch, () => {
      this.#doing = 'anything'
      if (asleep) this.#panel.wakeUp()
      this.#decide()
    })
  }
}

const ANSWERING = 1
const AWAITING = 2
