/** Placeholders of templates, filled when a template is inserted. */
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
export type Placeholder = (typeof placeholders)[number]

/** Known values; a missing or empty one stays unfilled. */
export type PlaceholderValues = Readonly<Partial<Record<Placeholder, string>>>

/** `{deal.title}`, and `{anything_else}` that the author fills by hand: one word of letters, digits, dots. */
const isBlank = /\{(\p{L}[\p{L}\p{N}_.]{0,39})\}/gu

/** A text with the known values filled in; the rest stays as it was. */
export const fillPlaceholders = (text: string, values: PlaceholderValues): string =>
  text.replace(isBlank, (whole, name: string) => values[name.toLowerCase() as Placeholder]?.trim() || whole)

/** A placeholder left in a text. */
export interface UnfilledPlaceholder {
  /** With its braces. */
  readonly words: string
  /** Offset in UTF-16 units. */
  readonly at: number
}

/** All placeholders left in a text, in order. Linear in its length. */
export const unfilledPlaceholders = (text: string): readonly UnfilledPlaceholder[] =>
  text.includes('{') ? [...text.matchAll(isBlank)].map((found) => ({ words: found[0], at: found.index })) : []

/** The first word of a name; after a title ("Dr. Laura Bennett") the first word that is none. */
export const firstNameOf = (name: string): string => {
  const words = name.trim().split(/\s+/)
  return words.find((word) => !word.endsWith('.')) ?? words[0] ?? ''
}
