import { expect } from '@playwright/test'
import type { Phase } from './phase.ts'
import type { Screen } from './screen.ts'
import type { Stage } from './scenario.ts'
import type { Trouble } from './fault.ts'

/** Result of a case, for the table. */
export interface Outcome {
  readonly phase: string
  readonly troubles: readonly string[]
  /** What the screen said during the faults; empty = no visible effect. */
  readonly said: string
  /** How the panel recovered. */
  readonly recovered: string
  /** Why the case failed; null = it passed. */
  readonly fault: string | null
}

/** Buttons of the panel for another try; `Reload` isn't one of them: everything has to recover without it. */
const WAYS: readonly string[] = ['Try again', 'Look again', 'Retry', 'Send now']
/** A failure without a button has to say that it goes on by itself. */
const GOES_ON = /trying again|again soon|may be old|in a moment|waits|by itself|first press/i
/** Messages that stay on screen after the faults, because they stay true. */
const REMAINS = /more by itself/
const FALSE_EMPTY = /No chats yet|No messages yet|Nothing found/
/** Rounds (ms) in which the panel may recover by itself before its buttons are pressed, and the limit of rounds. */
const ROUND = 10_000
const BY_ITSELF = 2
const ROUNDS = 20
/** Ms after which every pending read has timed out. */
const READ_LIMIT = 26_000

class Failed extends Error {}

/** The text without countdowns and names. */
const bare = (words: string): string => words.replace(/\d+ s\b/g, 'n s').replace(/ \([A-Z_]+\)/, '')

const describe = ({ alerts, remarks, loading, buttons }: Screen): string =>
  [
    alerts.length > 0 && `problems: ${alerts.join(' | ')}`,
    remarks.length > 0 && `remarks: ${remarks.join(' | ')}`,
    loading.length > 0 && `waiting: ${loading.join(' | ')}`,
    `buttons: ${buttons.filter((name) => /again|retry|send|answer|join|take|session|reload/i.test(name)).join(', ')}`,
  ]
    .filter(Boolean)
    .join('; ')

/** A false statement on a screen, whatever the operator does; null = none. */
const commonLie = (screen: Screen, ways: readonly string[], patient: boolean): string | null => {
  const empty = FALSE_EMPTY.exec(screen.text)
  if (empty) return `says "${empty[0]}" although nothing is known`
  if (!patient) return null
  if (screen.loading.length > 0 && screen.alerts.length === 0 && !GOES_ON.test(screen.text))
    return `"${screen.loading.join()}" for ever, without a word`
  const stuck = screen.alerts.length > 0 && !screen.buttons.some((name) => ways.includes(name))
  if (stuck && !GOES_ON.test(screen.text) && !screen.buttons.includes('Reload'))
    return `says "${screen.alerts.join(' | ')}" and offers no way on`
  return null
}

const commonlyMissing = (screen: Screen): string | null => {
  if (!screen.hasChats) return 'no chats'
  if (!screen.hasMessages) return 'no messages'
  if (screen.loading.length > 0) return screen.loading.join()
  const left = screen.alerts.filter((words) => !REMAINS.test(words))
  if (left.length > 0) return `still says "${left.join(' | ')}"`
  return null
}

/** Runs one case in a healthy scenario: faults, the check of the screen, their end, recovery without a reload, a reply. */
export const play = async <S>(stage: Stage, phase: Phase<S>, troubles: readonly Trouble[]): Promise<Outcome> => {
  const names = troubles.map(({ name }) => name)
  const ways = [...WAYS, ...(phase.ways ?? [])]
  const said = new Set<string>()
  const asked: string[] = []
  let recovered = ''
  try {
    const scene = await phase.arrange(stage)
    stage.noise()
    let began = false
    const begin = async () => {
      began = true
      await stage.trouble(troubles, phase.hits)
    }
    await phase.act(stage, scene, begin)
    if (!began) throw new Failed('the trouble was never switched on')

    const endure = async () => {
      let lasted = 0
      for (const step of phase.lasts) {
        // Only hanging requests are still pending when the clock jumps.
        await stage.quiet()
        await stage.pass(step)
        lasted += step
        const screen = await stage.screen()
        const patient = lasted >= (phase.patience ?? READ_LIMIT)
        const lie = commonLie(screen, ways, patient) ?? (await phase.lies(stage, scene, screen, patient))
        if (lie !== null) throw new Failed(`after ${lasted / 1000} s of trouble it ${lie} (${describe(screen)})`)
        for (const words of patient ? [...screen.alerts, ...screen.remarks] : []) said.add(bare(words))
      }
    }
    await endure()
    // Two faults that can't take turns follow each other.
    const switches = troubles.filter(({ rule }) => !rule)
    if (troubles.length > 1 && switches.length > 0 && switches.length < troubles.length) {
      for (const trouble of switches) await stage.relieve(trouble)
      await endure()
    }
    await stage.relieve()

    const steps: string[] = []
    for (let round = 0; ; round += 1) {
      await stage.quiet()
      const screen = await stage.screen()
      const missing = commonlyMissing(screen) ?? (await phase.missing(stage, scene, screen))
      if (missing === null) break
      if (round >= ROUNDS) throw new Failed(`it does not recover: ${missing} (${describe(screen)})`)
      const way = round < BY_ITSELF || phase.handsOff ? undefined : ways.find((name) => screen.buttons.includes(name))
      if (way !== undefined && (await stage.press(way))) {
        asked.push(way)
        if (steps.at(-1) !== way) steps.push(way)
      } else await stage.pass(ROUND)
    }
    recovered = steps.length > 0 ? steps.map((name) => `“${name}”`).join(', ') : 'by itself'

    const chatId = await phase.replyIn(stage, scene)
    const text = `All is well again ${stage.next()}`
    await stage.card.reply(text)
    // Some channels confirm a message only after a while.
    const delivered = stage.card.message(text).getByText(/^(?:Sent|Delivered)$/)
    for (let round = 0; round < ROUNDS && (await delivered.count()) === 0; round += 1) await stage.pass(1_000)
    await expect(delivered).toBeAttached()
    await expect(stage.card.message(text)).toHaveCount(1)
    const times = stage.received(chatId, text)
    if (times !== 1) throw new Failed(`afterwards a reply reached the client ${times} times`)
    const excess = (await phase.excess?.(stage, scene, asked, troubles)) ?? null
    if (excess !== null) throw new Failed(excess)
    const noise = stage.noise()
    if (noise.length > 0) throw new Failed(`the console says: ${noise.join(' | ')}`)
    return { phase: phase.name, troubles: names, said: [...said].join(' · '), recovered, fault: null }
  } catch (thrown) {
    const words = thrown instanceof Error ? thrown.message.split('\n')[0] : String(thrown)
    const expected = thrown instanceof Failed ? '' : `, then: ${describe(await stage.screen().catch(() => EMPTY))}`
    return { phase: phase.name, troubles: names, said: [...said].join(' · '), recovered, fault: `${words}${expected}` }
  }
}

const EMPTY: Screen = {
  alerts: [],
  remarks: [],
  loading: [],
  buttons: [],
  hasChats: false,
  hasMessages: false,
  hasField: false,
  text: '',
}
