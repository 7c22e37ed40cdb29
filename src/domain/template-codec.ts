import { storedBytes, toStoredJson } from './stored-json'
import { MAX_NAME_LENGTH, MAX_TEXT_LENGTH, NO_TEMPLATES, toCommand, type Template, type TemplateSet } from './template'

const VERSION = 1
const DAY_MS = 86_400_000
/** After so long no copy of a deleted template is alive anywhere. */
const DELETED_KEPT_MS = 60 * DAY_MS
const MAX_DELETED = 200

/** What the templates of one place may take, in stored bytes: a user's drafts and settings need the rest of theirs. */
export const TEMPLATES_MAX_BYTES = { personal: 38_000, shared: 58_000 } as const

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const toTemplate = (value: unknown): Template | null => {
  const [id, at, name, command, text, before] = asList(value)
  if (typeof id !== 'string' || !/^[\w.-]{1,80}$/.test(id) || typeof at !== 'number' || !Number.isFinite(at))
    return null
  if (typeof name !== 'string' || typeof text !== 'string' || text.trim() === '') return null
  return {
    id,
    at,
    name: name.slice(0, MAX_NAME_LENGTH),
    command: typeof command === 'string' ? toCommand(command) : '',
    text: text.slice(0, MAX_TEXT_LENGTH),
    before: asList(before).filter((one) => typeof one === 'number'),
  }
}

const toRow = ({ id, at, name, command, text, before }: Template) => [id, at, name, command, text, before]

/** Reads stored templates; what isn't understood is left out. null = a newer panel wrote them: not to be written over. */
export const parseTemplates = (stored: string): TemplateSet | null => {
  let raw: unknown
  try {
    raw = JSON.parse(stored)
  } catch {
    return NO_TEMPLATES
  }
  if (typeof raw !== 'object' || raw === null) return NO_TEMPLATES
  const { v, t, x } = raw as Readonly<Record<string, unknown>>
  if (typeof v === 'number' && v > VERSION) return null
  const templates = asList(t).flatMap((value) => toTemplate(value) ?? [])
  const gone = asList(x).flatMap((value): [string, number][] => {
    const [id, at] = asList(value)
    return typeof id === 'string' && typeof at === 'number' ? [[id, at]] : []
  })
  return { templates: new Map(templates.map((template) => [template.id, template])), gone: new Map(gone) }
}

/** The text to store; '' for nothing at all. `now` in unix ms. */
export const serializeTemplates = ({ templates, gone }: TemplateSet, now: number): string => {
  const t = [...templates.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(toRow)
  const x = [...gone]
    .filter(([, at]) => now - at < DELETED_KEPT_MS)
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, MAX_DELETED)
  return t.length === 0 && x.length === 0 ? '' : toStoredJson({ v: VERSION, t, x })
}

/** Stored bytes that one more template, or a change of one by so many, takes at most. */
export const templateBytes = (template: Template): number => storedBytes(toStoredJson(toRow(template))) + 1
