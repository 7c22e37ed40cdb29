import type { Phase } from '../phase.ts'
import type { FaultScenario } from '../scenario.ts'
import type { OwnChat } from './chats.ts'

const SENT = /^(?:Sent|Delivered)$/
const NOT_SENT = /did not go out|Not sent|It goes out|Next try in/
/** Something below the panel, usually the browser, sent it again by itself. */
const TWICE = /more by itself/

/** A message to the client: `words` identify its bubble. */
interface Outgoing extends OwnChat {
  readonly words: string
}

/**
 * What has to be true of something that an operator sends, whatever it is (`noun`): never called sent or lost falsely, and in the end once
 * with the client. `countKept`: in how many places besides the log it is still kept in sight.
 */
export const outgoing = (
  noun: string,
  countKept: (scenario: FaultScenario, words: string) => Promise<number> = async () => 0,
): Pick<Phase<Outgoing>, 'lasts' | 'lies' | 'missing' | 'replyIn' | 'excess'> => ({
  // The time limit of a write, then the reads that determine its outcome.
  lasts: [1_000, 27_000, 40_000, 30_000, 40_000],
  lies: async (scenario, { chatId, words }) => {
    // Before the bubbles: what leaves there appears here.
    const kept = await countKept(scenario, words)
    const bubble = scenario.card.message(words)
    const times = scenario.received(chatId, words)
    const said = (await bubble.allInnerTexts()).join('\n')
    if ((await bubble.getByText(SENT).count()) > 0 && times === 0) return `calls a ${noun} sent that is not`
    if (NOT_SENT.test(said) && times > 0) return `says that a ${noun} is not out which the client has`
    return kept + (await bubble.count()) === 0 ? `has lost the ${noun}` : null
  },
  missing: async (scenario, { chatId, words }) => {
    if ((await scenario.card.message(words).getByText(SENT).count()) === 0) return `the ${noun} is not sent`
    return scenario.received(chatId, words) > 0 ? null : `the client has not got the ${noun}`
  },
  replyIn: async (_scenario, { chatId }) => chatId,
  excess: async (scenario, { chatId, words }) => {
    const times = scenario.received(chatId, words)
    const told = (await scenario.card.message(words).allInnerTexts()).some((text) => TWICE.test(text))
    if (times > 1 && !told) return `the client got the ${noun} ${times} times, and nobody is told`
    return told && times < 2 ? `it is said that the client got the ${noun} again, which is not so` : null
  },
})
