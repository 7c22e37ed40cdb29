import * as v from 'valibot'
import { storedBytes, toStoredJson } from '@/domain/option-text'
import {
  MAX_NAME_LENGTH,
  MAX_TEXT_LENGTH,
  NO_TEMPLATES,
  toCommand,
  type Template,
  type TemplateSet,
} from '@/domain/template'
import { readStored, storedList, storedTime } from '@/lib/stored-schema'

const VERSION = 1
const DAY_MS = 86_400_000
/** After this time no other panel has a copy of a deleted template. */
const DELETED_KEPT_MS = 60 * DAY_MS
const MAX_DELETED = 200

/** Limit of the templates of one place, in stored bytes: a user's drafts and settings share the rest. */
export const TEMPLATES_MAX_BYTES = { personal: 38_000, shared: 58_000 } as const

const text = v.pipe(
  v.string(),
  v.check((one) => one.trim() !== ''),
)
/** Rows as older panels stored them end earlier. */
const row = v.pipe(
  v.array(v.unknown()),
  v.transform(([id, at, name, command, words, before]) => ({ id, at, name, command, text: words, before })),
  v.object({
    id: v.pipe(v.string(), v.regex(/^[\w.-]{1,80}$/)),
    at: storedTime,
    name: v.string(),
    command: v.fallback(v.string(), ''),
    text,
    before: v.fallback(storedList(v.number()), []),
  }),
  v.transform((read): Template => ({
    ...read,
    name: read.name.slice(0, MAX_NAME_LENGTH),
    command: toCommand(read.command),
    text: read.text.slice(0, MAX_TEXT_LENGTH),
  })),
)
const option = v.object({
  v: v.optional(v.unknown()),
  t: v.fallback(storedList(row), []),
  /** Deleted ones, with the time (unix ms). */
  x: v.fallback(storedList(v.tuple([v.string(), v.number()])), []),
})

const toRow = ({ id, at, name, command, text, before }: Template) => [id, at, name, command, text, before]

/** Parses stored templates; entries that can't be parsed are left out. null = written by a newer panel: must not be overwritten. */
export const parseTemplates = (stored: string): TemplateSet | null => {
  const read = readStored(option, stored)
  if (read === null) return NO_TEMPLATES
  if (typeof read.v === 'number' && read.v > VERSION) return null
  return { templates: new Map(read.t.map((template) => [template.id, template])), gone: new Map(read.x) }
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
