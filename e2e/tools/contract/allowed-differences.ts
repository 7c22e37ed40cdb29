// Where an answer may differ from the documented example, and why. Everything else must match.
import type { AllowedDifferences } from './shape.ts'

type Rule = readonly [pattern: RegExp, reason: string]

/** Content that varies, whatever the example shows. */
const OPEN: readonly Rule[] = [
  [/\.params$/, 'params of a message depend on the message'],
  [/^batch\S* result\.result(_time)?$/, 'holds the answers of other methods'],
  [/^im\.recent\.list\S* result\.copilot$/, 'this portal has no copilot'],
  [/\.(phones|viewerAttrs|viewerattrs)$/, 'keys depend on the person, or on the kind of file'],
  [/\.langAll(\.\w+)?$/, 'keys are the languages of the app'],
  [/\.PERSONAL_PHOTO$/, 'only people with a photo have it'],
  [/^pull\.application\.config\.get\S* result\.serverTime$/, 'the SDK needs it, the example leaves it out'],
  [/^app\.option\.get\.1|^user\.option\.get\.1/, 'keys are the app’s own'],
]

/** Keys that the example only has because of its own portal or record. */
const MAY_MISS: readonly Rule[] = [
  [/^crm\.item\.get\S* result\.item\.(ufCrm_\d+|parentId\d+)$/, 'fields that an administrator added'],
  [/\.<user_id>$/, 'a placeholder of the documentation'],
]

const isNobody = (value: unknown): boolean => JSON.stringify(value) === '{"id":0}'

/** Types equivalent to the documented one. */
const ALSO_FITS: readonly [...Rule, fits: (value: unknown) => boolean][] = [
  [/\.(avatar|work_position|workPosition|uuid|USER_AVATAR|USER_AVATAR_ID)$/, 'nullable', (value) => value === null],
  [/\.uuid$/, 'null for system messages', (value) => typeof value === 'string'],
  [/\.image$/, 'false for what has no size', (value) => value === false],
  [/\.bot_?data$/i, 'an object for bots', (value) => typeof value === 'object'],
  [/\.sessionCommentHead$/, 'null until somebody comments', (value) => typeof value === 'string'],
  [/\.description$/, 'null until somebody writes one', (value) => value === null || typeof value === 'string'],
  [/^im\.recent\.list\S* result\.items\[\]\.user$/, 'nobody wrote the last message', isNobody],
  [/\.restrictions$/, 'team chats add path and path_title', (value) => typeof value === 'object'],
]

/** What one example allows. `partial` = the example is abridged. */
export function allowedDifferencesFor(example: string, partial: boolean): AllowedDifferences {
  const matches = (rules: readonly Rule[], path: string): boolean =>
    rules.some(([pattern]) => pattern.test(`${example} ${path}`))
  return {
    moreKeys: partial,
    mayMiss: (path) => matches(MAY_MISS, path),
    open: (path) => matches(OPEN, path),
    alsoFits: (path, value) => ALSO_FITS.some(([pattern, , fits]) => pattern.test(`${example} ${path}`) && fits(value)),
  }
}
