import { storedBytes } from '@/domain/option-text'
import { PortalError } from '../portal-error'
import type { Rest } from '../transport/rest-client'
import type { BackgroundRest } from '../transport/start-gatherer'
import { toRecord } from '../wire/php-json'
import { bindMethods } from './bind-methods'
import { OPTION_CALLS } from './start-calls'

// The portal stores all options of a user in one value, read and written as a whole and without a lock; likewise all options of the app.

/** Options of the user, or of the app (shared by all users). */
export type OptionPlace = 'user' | 'app'

/** What one place holds. */
export interface OptionBag {
  /** Texts by name. */
  readonly texts: ReadonlyMap<string, string>
  /** Bytes of the whole stored value. */
  readonly bytes: number
}

/** What this user's panel and the app keep in the portal. */
export type StoredOptionTexts = Readonly<Record<OptionPlace, OptionBag>>

const toOptionBag = (value: unknown): OptionBag => {
  const entries = Object.entries(toRecord(value))
  return {
    texts: new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
    bytes: entries.reduce(
      (sum, [name, item]) =>
        sum + storedBytes(name) + storedBytes(typeof item === 'string' ? item : JSON.stringify(item)),
      0,
    ),
  }
}

/** Reads all options of this user and of the app (user.option.get, app.option.get, one batch). */
const fetchOptions = async (rest: BackgroundRest): Promise<StoredOptionTexts> => {
  const answer = await rest.batch(OPTION_CALLS)
  const [user, app] = [answer('user'), answer('app')]
  if (!user.ok) throw user.error
  return { user: toOptionBag(user.value), app: toOptionBag(app.ok ? app.value : null) }
}

/**
 * Stores a text under a name (user.option.set; app.option.set, administrators only). With `check` it is read back, and PortalError
 * `malformed` OPTION_NOT_KEPT says that the portal took it without keeping it. Of two writers at the same moment one loses its change, and
 * a value that is too large loses everything: see settings/option-storage.ts.
 */
const writeOption = async (
  rest: Rest,
  place: OptionPlace,
  name: string,
  text: string,
  check: boolean,
): Promise<void> => {
  await rest.write(`${place}.option.set`, { options: { [name]: text } })
  if (!check) return
  const kept = await rest.call(`${place}.option.get`, { option: name })
  if ((typeof kept === 'string' ? kept : '') !== text) throw new PortalError('malformed', 'OPTION_NOT_KEPT')
}

/** What of this file is part of `Portal`. */
export const optionMethods = (rest: Rest, background: BackgroundRest) => ({
  ...bindMethods({ fetchOptions, writeOption }, rest),
  /** The same; at the start of a card they may be those that came with it. */
  ...bindMethods({ fetchOptionsAtStart: fetchOptions }, background),
})
