import { storedBytes, toStoredJson } from './stored-json'
import { MAX_NAME_LENGTH, MAX_TEXT_LENGTH, NO_TEMPLATES, toCommand, type Template, type TemplateSet } from './template'

const VERSION = 1
const DAY_MS = 86_400_000
/** After this time no other panel has a copy of a deleted template. */
const DELETED_KEPT_MS = 60 * DAY_MS
const MAX_DELETED = 200

/** Limit of the templates of one place, in stored bytes: a user's drafts and settings share the rest. */
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

/** Parses stored templates; entries that can't be parsed are left out. null = written by a newer panel: must not be overwritten. */
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

/** The text to store; '' when there is nothing. `now` in unix ms. */
export const serializeTemplates = ({ templates, gone }: TemplateSet, now: number): string => {
  const t = [...templates.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(toRow)
  const x = [...gone]
    .filter(([, at]) => now - at < DELETED_KEPT_MS)
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, MAX_DELETED)
  return t.length === 0 && x.length === 0 ? '' : toStoredJson({ v: VERSION, t, x })
}

/** Stored bytes that adding or changing a template takes at most. */
export const templateBytes = (template: Template): number => storedBytes(toStoredJson(toRow(template))) + 1
