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
  readonly placeholder: string
  /** Offset in UTF-16 units. */
  readonly at: number
}

/** All placeholders left in a text, in order. Linear in its length. */
export const unfilledPlaceholders = (text: string): readonly UnfilledPlaceholder[] =>
  text.includes('{') ? [...text.matchAll(isBlank)].map((found) => ({ placeholder: found[0], at: found.index })) : []

/** The first word of a name; after a title ("Dr. Laura Bennett") the first word that is none. */
export const firstNameOf = (name: string): string => {
  const words = name.trim().split(/\s+/)
  return words.find((word) => !word.endsWith('.')) ?? words[0] ?? ''
}

/** A quick answer that the portal keeps for the operators of a line. */
export interface QuickAnswer {
  readonly id: number
  readonly name: string
  readonly text: string
}

/** A text for repeated use. */
export interface Template {
  /** Never changes; letters, digits, `.` and `-`. */
  readonly id: string
  readonly name: string
  /** What is typed after `/` to find it; '' = its name alone finds it. No spaces, lower case. */
  readonly command: string
  /** With {placeholders}; BB codes as the portal has them. */
  readonly text: string
  /** Unix ms of the last change; also identifies a version. */
  readonly at: number
  /** `at` of the versions it was made from, newest first, limited to a few. */
  readonly before: readonly number[]
}

/** One place's templates, and when others were deleted, so that an older copy doesn't bring them back. */
export interface TemplateSet {
  readonly templates: ReadonlyMap<string, Template>
  /** Unix ms by id. */
  readonly gone: ReadonlyMap<string, number>
}

/** Personal ones belong to one user, shared ones to all users of the app. */
export type TemplatePlace = 'personal' | 'shared'

export const NO_TEMPLATES: TemplateSet = { templates: new Map(), gone: new Map() }

/** The longest name and text, in characters; the portal takes messages of 20,000, the store has less room. */
export const MAX_NAME_LENGTH = 60
export const MAX_TEXT_LENGTH = 4_000

const same = (a: Template, b: Template) => a.name === b.name && a.command === b.command && a.text === b.text

const having = (sheet: TemplateSet, template: Template): TemplateSet => {
  const gone = new Map(sheet.gone)
  gone.delete(template.id)
  return { templates: new Map(sheet.templates).set(template.id, template), gone }
}

const MAX_PREVIOUS_VERSIONS = 4

/** The next version of a template, or the first. `now` in unix ms; `at` is always later than the version before. */
export const nextVersion = (
  words: Pick<Template, 'name' | 'command' | 'text'>,
  of: Template | null,
  id: string,
  now: number,
): Template => ({
  ...words,
  id: of?.id ?? id,
  at: Math.max(now, (of?.at ?? 0) + 1),
  before: of ? [of.at, ...of.before].slice(0, MAX_PREVIOUS_VERSIONS) : [],
})

/**
 * Replaces the version that a template was made from. If that has been replaced meanwhile by another version, both stay: the one
 * saved last becomes a template of its own, named by `copyName`. Idempotent, also after others have changed the result.
 */
export const putTemplate = (
  sheet: TemplateSet,
  template: Template,
  copyName: (name: string) => string,
): TemplateSet => {
  const now = sheet.templates.get(template.id)
  if (!now) return (sheet.gone.get(template.id) ?? 0) > template.at ? sheet : having(sheet, template)
  if (now.at === template.before[0]) return having(sheet, template)
  if (same(now, template) || now.before.includes(template.at)) return sheet
  const id = `${template.id}.${template.at.toString(36)}`
  if (sheet.templates.has(id) || sheet.gone.has(id)) return sheet
  return having(sheet, { ...template, id, name: copyName(template.name).slice(0, MAX_NAME_LENGTH), before: [] })
}

/** Deletes a version; one that was changed meanwhile stays. `now` in unix ms. Idempotent. */
export const dropTemplate = (sheet: TemplateSet, { id, at }: Template, now: number): TemplateSet => {
  const here = sheet.templates.get(id)
  if (!here || here.at > at) return sheet
  const templates = new Map(sheet.templates)
  templates.delete(id)
  return { templates, gone: new Map(sheet.gone).set(id, now) }
}

/** A name or typed text as a command: lower case, no spaces. */
export const toCommand = (words: string): string =>
  words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_-]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 24)

const starts = (words: string, typed: string) =>
  words.startsWith(typed) || words.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(typed))

/** How well a template matches the text after `/`: 0 = not at all; command before name before text. */
export const fitsTyped = ({ name, command, text }: Template, typed: string): 0 | 1 | 2 | 3 => {
  const wanted = typed.toLowerCase()
  if (wanted === '' || command.startsWith(wanted)) return 3
  if (starts(name.toLowerCase(), wanted)) return 2
  const all = `${command} ${name} ${text}`.toLowerCase()
  // One or two letters occur inside too many words.
  return starts(all, wanted) || (wanted.length > 2 && all.includes(wanted)) ? 1 : 0
}
