/** Begins every name under which the panel keeps something; docs/privacy.md lists them. */
export const STORAGE_PREFIX = 'chat-panel'

/** localStorage where the browser allows it to this frame, else null. */
export const storageOrNull = (): Storage | null => {
  try {
    return window.localStorage
  } catch {
    return null
  }
}

/** What is stored under a name; null = nothing, or the storage is denied. */
export const readText = (storage: Pick<Storage, 'getItem'> | null, name: string): string | null => {
  try {
    return storage?.getItem(name) ?? null
  } catch {
    return null
  }
}

/** Stores a text, or removes it (''). A storage that is full or denied changes nothing: what is in memory holds as long as the page. */
export const writeText = (
  storage: Pick<Storage, 'setItem' | 'removeItem'> | null,
  name: string,
  text: string,
): void => {
  try {
    if (text === '') storage?.removeItem(name)
    else storage?.setItem(name, text)
  } catch {
    // Nobody can be helped by an error here.
  }
}

/** The names under which something is stored. */
export const namesIn = (storage: Pick<Storage, 'length' | 'key'> | null): readonly string[] =>
  Array.from({ length: storage?.length ?? 0 }, (_, index) => storage?.key(index) ?? '')

/**
 * Version of the data that pages of one browser share: the database of queued replies, and the messages between tabs. Raise it when an
 * older build could misread either. Pages of two builds then use different channels and locks, and the older build loses its connection to
 * the database, so that two builds never send the same stored reply.
 */
export const STORAGE_VERSION = 4

/** A channel or lock name that only pages of the same storage version know. */
export const versionedName = (name: string): string => `${name}:v${STORAGE_VERSION}`
