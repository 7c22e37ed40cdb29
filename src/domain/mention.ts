import type { UserId } from './ids'

/** Somebody who was chosen to be mentioned. */
export interface Mentioned {
  readonly id: UserId
  readonly name: string
}

/** What is being typed behind an `@` at the caret: from where, and the words so far; null = no mention is being typed. */
export const mentionAt = (text: string, caret: number): { readonly from: number; readonly words: string } | null => {
  const found = /(?:^|[\s(])@([\p{L}\d'’-]{0,30}(?: [\p{L}\d'’-]{0,30})?)$/u.exec(text.slice(0, caret))
  return found ? { from: caret - (found[1] ?? '').length - 1, words: found[1] ?? '' } : null
}

/** The text as the portal wants it: every `@Name` of somebody chosen becomes [USER=id]Name[/USER], which tells him. */
export const withMentions = (text: string, people: readonly Mentioned[]): string =>
  people
    // A longer name first: it may begin with a shorter one.
    .toSorted((a, b) => b.name.length - a.name.length)
    .reduce((written, { id, name }) => written.replaceAll(`@${name}`, `[USER=${id}]${name}[/USER]`), text)
