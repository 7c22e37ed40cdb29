import * as v from 'valibot'
import { toId, type ChatId, type MessageId } from '@/domain/ids'

// What is stored outlives the build that stored it, and may have been written by a newer one, cut off, or changed by hand. It is checked
// when read. What isn't understood is left out piece by piece, and reading never throws.

/** An id of a chat or message. */
export const storedId = <T extends ChatId | MessageId>() =>
  v.pipe(
    v.unknown(),
    v.transform((value) => toId<T>(value)),
    v.custom<T>((id) => id !== null),
  )

/** A time, unix ms. */
export const storedTime = v.pipe(v.number(), v.finite())

/** A list without the entries that don't fit; what is no list doesn't fit either. */
export const storedList = <Entry>(entry: v.GenericSchema<unknown, Entry>) =>
  v.pipe(
    v.array(v.unknown()),
    v.transform((values) =>
      values.flatMap((value): Entry[] => {
        const read = v.safeParse(entry, value)
        return read.success ? [read.output] : []
      }),
    ),
  )

/** Reads stored JSON; null = nothing stored, not JSON, or of another shape. */
export const readStored = <Value>(schema: v.GenericSchema<unknown, Value>, text: string | null): Value | null => {
  let raw: unknown
  try {
    raw = JSON.parse(text ?? '')
  } catch {
    return null
  }
  const read = v.safeParse(schema, raw)
  return read.success ? read.output : null
}

/** What schemas of settings are made of (src/settings/settings.ts): functions of valibot, and those above. Add what a new one needs. */
export const schemaTools = {
  array: v.array,
  boolean: v.boolean,
  check: v.check,
  number: v.number,
  object: v.object,
  picklist: v.picklist,
  pipe: v.pipe,
  storedId,
  storedList,
  string: v.string,
  transform: v.transform,
  tuple: v.tuple,
} as const
