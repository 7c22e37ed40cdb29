// The same keys in three spellings: REST methods of different age name them differently.

type Json = Record<string, unknown>

const isMap = (value: unknown): value is Json => value !== null && typeof value === 'object' && !Array.isArray(value)

/** Renames keys of maps, also inside lists; `deep` also inside maps. */
export function renameKeys(value: unknown, rename: (key: string) => string, deep = true): unknown {
  if (Array.isArray(value)) return value.map((item) => renameKeys(item, rename, deep))
  if (!isMap(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [rename(key), deep ? renameKeys(item, rename, deep) : item]),
  )
}

/** `LAST_ID`, `last_id` -> `lastId` */
export function camelKey(key: string): string {
  return key.toLowerCase().replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

/** Camel-case copy of a record in snake case. */
export function toCamel(record: Json): Json {
  return renameKeys(record, camelKey) as Json
}

/** Lower-case copy of a record in camel case (`chatId` -> `chatid`). */
export function toLower(record: Json): Json {
  return renameKeys(record, (key) => key.toLowerCase()) as Json
}
