/** The portal takes files of at most so many bytes (im.v2.File.upload). The page says "100 MB", not which of the two: the smaller one. */
export const FILE_LIMIT = 100_000_000

/** Why a file can't be sent at all; null = it can be tried. */
export type FileProblem = 'too-large' | 'empty'

/** What is known of a file before anything is sent. `size`: bytes. */
export const fileProblem = (size: number): FileProblem | null =>
  size === 0 ? 'empty' : size > FILE_LIMIT ? 'too-large' : null
