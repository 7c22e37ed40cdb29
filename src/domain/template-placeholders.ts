/** What a template may leave open; filled when it is put into the field. */
export const placeholders = [
  'client.name',
  'client.first_name',
  'operator.name',
  'operator.first_name',
  'deal.title',
  'deal.id',
  'lead.title',
  'lead.id',
  'contact.name',
  'company.title',
  'line.name',
  'channel.name',
  'date',
  'time',
] as const
/** One of them. */
export type Placeholder = (typeof placeholders)[number]

/** What is known; a missing or empty one stays open. */
export type PlaceholderValues = Readonly<Partial<Record<Placeholder, string>>>

/** `{deal.title}`, and `{anything_else}` that somebody left for himself to fill: one word of letters, digits, dots. */
const isBlank = /\{(\p{L}[\p{L}\p{N}_.]{0,39})\}/gu

/** A text with what is known filled in; the rest stands as it was. */
export const fillPlaceholders = (text: string, values: PlaceholderValues): string =>
  text.replace(isBlank, (whole, name: string) => values[name.toLowerCase() as Placeholder]?.trim() || whole)

/** Something still open in a text. */
export interface UnfilledPlaceholder {
  /** With its braces. */
  readonly words: string
  /** Where it starts, in UTF-16 units. */
  readonly at: number
}

/** What is still open in a text, in order. Linear in its length. */
export const unfilledPlaceholders = (text: string): readonly UnfilledPlaceholder[] =>
  text.includes('{') ? [...text.matchAll(isBlank)].map((found) => ({ words: found[0], at: found.index })) : []

/** The first word of a name; of a title before a name ("Dr. Laura Bennett") the first that is none. */
export const firstNameOf = (name: string): string => {
  const words = name.trim().split(/\s+/)
  return words.find((word) => !word.endsWith('.')) ?? words[0] ?? ''
}
