/** A `/` at the start of a word, with what has been typed after it up to the caret. */
export interface TypedCommand {
  /** Where the `/` stands, in UTF-16 units. */
  readonly at: number
  readonly words: string
}

const AT_THE_CARET = /(?:^|\s)\/([\p{L}\p{N}_-]{0,24})$/u

/** The command that is being typed at the caret, or null. Looks at the end of the text only, however long it is. */
export const typedCommand = (text: string, caret: number): TypedCommand | null => {
  const found = AT_THE_CARET.exec(text.slice(Math.max(0, caret - 32), caret))
  const words = found?.[1]
  return words === undefined ? null : { at: caret - words.length - 1, words }
}
