import { describe, expect, it } from 'vitest'
import { events, moments, replyThrough, states } from './reply-states.ts'

/** Where no step helps: only the client opens the channel again, only the portal gives access. */
const NO_WAY = new Set(['window-over', 'read-only', 'no-right'])

describe.each(states)('a reply, the chat being %s', (state) => {
  it.each(events.flatMap((event) => moments.map((moment) => [event, moment] as const)))(
    '%s once it is %s: arrives once, or what is in the way is said',
    async (event, moment) => {
      const end = await replyThrough(state, event, moment)
      expect(end.takenUnasked, 'a colleague lost the chat unasked').toBe(false)
      expect(end.truthful, 'the panel shows the chat as it is').toBe(true)
      if (NO_WAY.has(end.gate) && end.says !== 'sent') {
        expect(end.executed).toBe(0)
        expect(end.says).toMatch(/^(?:in the field|rejected|unconfirmed)$/)
      } else expect(end).toMatchObject({ executed: 1, says: 'sent' })
    },
    20_000,
  )
})
