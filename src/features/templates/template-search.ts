import { fitsTyped, type Template, type TemplatePlace, type TemplateSet } from '@/domain/template'

/** A template and its place. */
export interface PlacedTemplate extends Template {
  readonly place: TemplatePlace
  /** Unique key: a template that is being moved is in both places for a moment. */
  readonly key: string
}

/** Personal and shared ones together, the most used first, then by name. `uses` counts by id. */
export const orderedTemplates = (
  personal: TemplateSet | null,
  shared: TemplateSet | null,
  uses: (id: string) => number,
): readonly PlacedTemplate[] => {
  const of = (sheet: TemplateSet | null, place: TemplatePlace) =>
    [...(sheet?.templates.values() ?? [])].map((template) => ({ ...template, place, key: `${place}:${template.id}` }))
  return [...of(personal, 'personal'), ...of(shared, 'shared')].toSorted(
    (a, b) => uses(b.id) - uses(a.id) || a.name.localeCompare(b.name),
  )
}

/** Templates that match the typed text: by command first, then by name, then by text. */
export const matchingTemplates = (templates: readonly PlacedTemplate[], typed: string): readonly PlacedTemplate[] =>
  templates
    .map((template) => ({ template, fits: fitsTyped(template, typed) }))
    .filter(({ fits }) => fits > 0)
    .toSorted((a, b) => b.fits - a.fits)
    .map(({ template }) => template)

/** A `/` at the start of a word, with the text after it up to the caret. */
export interface SlashCommand {
  /** Offset of the `/` in UTF-16 units. */
  readonly at: number
  readonly words: string
}

const COMMAND_BEFORE_CARET = /(?:^|\s)\/([\p{L}\p{N}_-]{0,24})$/u

/** The command that is being typed at the caret, or null. Reads only the end of the text, however long it is. */
export const parseSlashCommand = (text: string, caret: number): SlashCommand | null => {
  const found = COMMAND_BEFORE_CARET.exec(text.slice(Math.max(0, caret - 32), caret))
  const words = found?.[1]
  return words === undefined ? null : { at: caret - words.length - 1, words }
}
