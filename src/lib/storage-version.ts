/**
 * Version of the data that pages of one browser share: the database of queued replies, and the messages between tabs. Raise it when an
 * older build could misread either. Pages of two builds then use different channels and locks, and the older build loses its connection to
 * the database, so that two builds never send the same stored reply.
 */
export const STORAGE_VERSION = 3

/** A channel or lock name that only pages of the same storage version know. */
export const versionedName = (name: string): string => `${name}:v${STORAGE_VERSION}`
