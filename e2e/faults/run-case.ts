import { expect } from '@playwright/test'
import type { Phase } from './phase.ts'
import type { Screen } from './screen.ts'
import type { FaultScenario } from './scenario.ts'
import type { Fault } from './fault.ts'

/** Result of a case, for the table. */
export interface Outcome {
  readonly phase: string
  readonly faults: readonly string[]
  /** Notices on the screen while the fault lasted; empty = the fault had no visible effect. */
  readonly said: string
  /** How the panel recovered. */
  readonly recovered: string
  /** Why it didn't go as it has to; null = it did. */
  readonly failure: string | null
}

/** Buttons of the panel for another try; `Reload` isn't one of them: everything has to recover without it. */
const WAYS: readonly string[] = ['Try again', 'Look again', 'Retry', 'Send now']
/** A failure without a button has to say that the panel retries automatically. */
const GOES_ON = /trying again|next try in|again soon|may be old|in a moment|waits|by itself|first press/i
/** What stays on screen after the fault, because it stays true. */
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

/** Plays one case on a scenario that is well: fault, the truth, the end of the fault, recovery without a reload, a reply. */
export const runCase = async <S>(
  scenario: FaultScenario,
  phase: Phase<S>,
  faults: readonly Fault[],
): Promise<Outcome> => {
  const names = faults.map(({ name }) => name)
  const ways = [...WAYS, ...(phase.ways ?? [])]
  const said = new Set<string>()
  const asked: string[] = []
  let recovered = ''
  try {
    const scene = await phase.arrange(scenario)
    scenario.noise()
    let began = false
    const begin = async () => {
      began = true
      await scenario.startFaults(faults, phase.hits)
    }
    await phase.act(scenario, scene, begin)
    if (!began) throw new Failed('the fault was never switched on')

    const endure = async () => {
      let lasted = 0
      for (const step of phase.lasts) {
        // Only hanging requests are left when the time is advanced.
        await scenario.quiet()
        await scenario.pass(step)
        lasted += step
        const screen = await scenario.screen()
        const patient = lasted >= (phase.patience ?? READ_LIMIT)
        const lie = commonLie(screen, ways, patient) ?? (await phase.lies(scenario, scene, screen, patient))
        if (lie !== null) throw new Failed(`after ${lasted / 1000} s of fault it ${lie} (${describe(screen)})`)
        for (const words of patient ? [...screen.alerts, ...screen.remarks] : []) said.add(bare(words))
      }
    }
    await endure()
    // Two faults that can't take turns follow each other.
    const switches = faults.filter(({ rule }) => !rule)
    if (faults.length > 1 && switches.length > 0 && switches.length < faults.length) {
      for (const fault of switches) await scenario.endFaults(fault)
      await endure()
    }
    await scenario.endFaults()

    const steps: string[] = []
    for (let round = 0; ; round += 1) {
      await scenario.quiet()
      const screen = await scenario.screen()
      const missing = commonlyMissing(screen) ?? (await phase.missing(scenario, scene, screen))
      if (missing === null) break
      if (round >= ROUNDS) throw new Failed(`it does not recover: ${missing} (${describe(screen)})`)
      const way = round < BY_ITSELF || phase.handsOff ? undefined : ways.find((name) => screen.buttons.includes(name))
      if (way !== undefined && (await scenario.press(way))) {
        asked.push(way)
        if (steps.at(-1) !== way) steps.push(way)
      } else await scenario.pass(ROUND)
    }
    recovered = steps.length > 0 ? steps.map((name) => `“${name}”`).join(', ') : 'by itself'

    const chatId = await phase.replyIn(scenario, scene)
    const text = `All is well again ${scenario.next()}`
    await scenario.card.reply(text)
    // Some channels confirm a message only after a while.
    const delivered = scenario.card.message(text).getByText(/^(?:Sent|Delivered)$/)
    for (let round = 0; round < ROUNDS && (await delivered.count()) === 0; round += 1) await scenario.pass(1_000)
    await expect(delivered).toBeAttached()
    await expect(scenario.card.message(text)).toHaveCount(1)
    const times = scenario.received(chatId, text)
    if (times !== 1) throw new Failed(`afterwards a reply reached the client ${times} times`)
    const excess = (await phase.excess?.(scenario, scene, asked, faults)) ?? null
    if (excess !== null) throw new Failed(excess)
    const noise = scenario.noise()
    if (noise.length > 0) throw new Failed(`the console says: ${noise.join(' | ')}`)
    return { phase: phase.name, faults: names, said: [...said].join(' · '), recovered, failure: null }
  } catch (thrown) {
    const words = thrown instanceof Error ? thrown.message.split('\n')[0] : String(thrown)
    const expected = thrown instanceof Failed ? '' : `, then: ${describe(await scenario.screen().catch(() => EMPTY))}`
    return { phase: phase.name, faults: names, said: [...said].join(' · '), recovered, failure: `${words}${expected}` }
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
