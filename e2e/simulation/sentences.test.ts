// Every documented error code of a method that the app calls is a sentence in the dictionaries.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { rejectionText, templateErrorTexts } from '../../src/components/error-texts'
import { chatActions } from '../../src/domain/chat-actions'
import type { ChatId } from '../../src/domain/ids'
import { messageActions, messageCommandNames } from '../../src/domain/message-actions'
import { errorText, textsOfCode } from '../../src/features/chat-actions/action-texts'
import { textsOfCode as messageTextsOfCode } from '../../src/features/message-actions/message-action-texts'
import { createI18n, type PhraseKey } from '../../src/i18n/i18n'
import { languageCodes, loadDictionary } from '../../src/i18n/languages'
import { rejectionOf } from '../../src/outbox/send-failures'
import { obstacleFrom } from '../../src/portal/methods/installation'
import { performChatAction } from '../../src/portal/methods/chats'
import { asPortalError } from '../../src/portal/portal-error'
import { refusal } from '../../src/portal/transport/rest-client'
import { startPortal } from '../portal/portal.ts'
import { restOf } from './rest-of.ts'

/** By method; status null = not documented, [] = it has no codes of its own. */
const documented = JSON.parse(
  readFileSync(join(import.meta.dirname, '../tools/contract/errors.json'), 'utf8'),
) as Readonly<Record<string, readonly { readonly status: number | null; readonly code: string }[]>>

const sourcesOf = (folders: readonly string[]) =>
  folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !/\.test\./.test(name))
      .map((name) => readFileSync(join(folder, name), 'utf8')),
  )
const REST_METHOD =
  /'((?:app|batch|crm|disk|im|imopenlines|lists|method|placement|pull|user)\.\w+(?:\.\w+)*|batch|methods|profile|scope)'/g
const called = new Set([
  ...sourcesOf(['src/portal/methods', 'src/domain', 'src/portal/transport']).flatMap((text) =>
    [...text.matchAll(REST_METHOD)].map(([, name]) => name ?? ''),
  ),
  // Made of two parts.
  ...['app.option.set', 'user.option.set', 'app.option.get', 'user.option.get'],
])

/** Codes that nobody can see, with the reason. */
const UNSEEN: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^im\.message\.(?:add|update) (?:ATTACH|KEYBOARD|MENU)_/i, 'the app sends none'],
  [/^im\.message\.add (?:USER_ID_EMPTY|USER_NOT_FOUND|PARAMS_ERROR)$/, 'the app writes to chats alone'],
  [/^im\.dialog\.read /, 'reading on is not reported'],
  [/^pull\.application\.(?:event\.add|config\.get) /, 'colleagues are told without a report'],
  [/^im\.dialog\.get /, 'the answer is that the caller is not in the team chat'],
  [/^im\.user\.get /, 'asked to choose between two sentences about access'],
  [/ ArgumentNullException$/, 'the app never stores nothing'],
  [
    /^placement\.(?:bind|unbind) (?:ERROR_ARGUMENT|ERROR_PLACEMENT_USER_MODE)$/,
    'the app passes what is needed, no user',
  ],
  [/^placement\.list /, 'one of many calls of a check that reads what it gets'],
  [/^(?:user|app)\.option\.get AccessException$/, 'an app’s token is always its user’s'],
  [/^app\.info /, 'an app’s token has the app’s context'],
  [
    /^imopenlines\.v2\.QuickReply\.list /,
    'INVALID_LINE_ID is an empty list, 404 the way of older portals, 100 needs no line',
  ],
  [/^lists\.element\.get ERROR_/, 'the list is the one that the line names'],
  [/^batch /, 'the app’s batches have at most 50 calls, none of them an upload'],
]

type Told = (code: string, status: number | null) => PhraseKey | null

const OUTBOX = [
  'imopenlines.crm.message.add',
  'im.message.add',
  'im.v2.File.upload',
  'im.disk.folder.get',
  'disk.folder.uploadFile',
  'im.disk.file.commit',
]
const told = new Map<string, Told>()
for (const { method } of Object.values(chatActions)) told.set(method, textsOfCode)
for (const name of messageCommandNames) told.set(messageActions[name].call.method, messageTextsOfCode)
for (const method of OUTBOX)
  told.set(method, (code, status) => {
    const isFile = !method.endsWith('message.add')
    const words = rejectionText(rejectionOf(refusal(code, status ?? 400), isFile), isFile)
    return words === 'outbox.refusedOther' ? null : words
  })
for (const method of ['app.option.set', 'user.option.set'])
  told.set(method, (code) => templateErrorTexts[code.toUpperCase()] ?? null)
for (const method of ['placement.bind', 'placement.unbind', 'placement.get'])
  told.set(method, (code, status) => {
    const { kind } = obstacleFrom(refusal(code, status ?? 400), 'rights')
    return kind === 'other' ? null : `installation.stop_${kind}`
  })
told.set('im.v2.File.download', (code) => (code === 'FILE_NOT_FOUND' ? 'files.gone' : 'files.denied'))
told.set('im.search.user.list', (code) => (code === 'FIND_SHORT' ? 'chatActions.searchShort' : null))
/** Reads: what the pane that needs them says instead of its content; the code is no part of it. */
const PANES: Readonly<Record<string, PhraseKey>> = {
  'imopenlines.crm.chat.get': 'chatList.failedTitle',
  'imopenlines.dialog.get': 'userCode.failed',
  'imopenlines.session.history.get': 'conversation.failedTitle',
  'imopenlines.config.get': 'templates.importFailed',
  'imopenlines.config.list.get': 'chatActions.transferFailed',
  'im.user.list.get': 'chatActions.transferFailed',
  'im.dialog.messages.get': 'conversation.failedTitle',
  'im.dialog.messages.search': 'messageSearch.failed',
  'crm.activity.list': 'access.chatTitle',
  'crm.item.get': 'relatedChats.noAccess',
  'crm.deal.contact.items.get': 'relatedChats.notLoaded',
  'crm.contact.company.items.get': 'relatedChats.notLoaded',
  'crm.company.contact.items.get': 'relatedChats.notLoaded',
  'crm.lead.contact.items.get': 'relatedChats.notLoaded',
  'lists.element.get': 'templates.importForbidden',
}
for (const [method, words] of Object.entries(PANES)) told.set(method, () => words)

const codes = Object.entries(documented)
  .filter(([method]) => called.has(method))
  .flatMap(([method, errors]) =>
    errors.map(({ code, status }) => ({ name: `${method} ${code}`, method, code, status })),
  )
const isUnseen = (name: string) => UNSEEN.some(([pattern]) => pattern.test(name))

const dictionaries = await Promise.all(languageCodes.map(async (code) => createI18n(code, await loadDictionary(code))))

describe('the documented codes', () => {
  it('are there for every method that the app calls', () => {
    expect(called.size).toBeGreaterThan(50)
    expect([...called].filter((method) => !(method in documented))).toEqual([])
  })

  it('are not excused where they are not documented', () => {
    for (const [pattern, reason] of UNSEEN)
      expect([reason, codes.some(({ name }) => pattern.test(name))]).toEqual([reason, true])
  })

  const seen = codes.filter(({ name }) => !isUnseen(name))

  it('are many', () => {
    expect(seen.length).toBeGreaterThan(120)
    expect(dictionaries.length).toBeGreaterThanOrEqual(3)
  })

  it.each(seen)('$name is a sentence', ({ method, code, status }) => {
    const words = told.get(method)?.(code, status) ?? null
    expect(words).not.toBeNull()
    if (words === null) return
    const said = dictionaries.map(({ t }) => t(words))
    expect(new Set(said).size).toBe(dictionaries.length)
    for (const sentence of said) {
      expect(sentence).not.toBe(words)
      if (code !== '') expect(sentence).not.toContain(code)
    }
  })

  it('of reads are told by words that a pane has', () => {
    const panes = sourcesOf(['src/features', 'src/app', 'src/components']).join('\n')
    expect(Object.values(PANES).filter((words) => !panes.includes(`'${words}'`))).toEqual([])
  })
})

describe('a refusal without a code, or with one that the SDK loses', () => {
  // Codes of the wire: texts, and in some portals numbers.
  const wire = ['', '0', 0, 200_640_400_001] as unknown as readonly string[]

  it('is told by the name of what failed, never by the portal’s text', async () => {
    const portal = await startPortal({ appUrl: 'http://127.0.0.1/', limits: 'off' })
    try {
      const rest = restOf(portal, 11, 1)
      const method = chatActions.pin.method
      for (const code of wire) {
        const fault = portal.faults.set({
          method,
          kind: 'refuse',
          code,
          status: 400,
          description: 'Ein Satz des Portals',
        })
        const error = asPortalError(
          await performChatAction(rest, 1 as ChatId, { name: 'pin' }).catch((thrown) => thrown),
        )
        portal.faults.clear(fault)
        expect(error).toMatchObject({ kind: 'refused', code: 'NO_CODE' })
        expect(errorText({ kind: 'refused', error })).toEqual({ words: 'chatActions.refusedPlain', code: null })
      }
      expect(dictionaries.map(({ t }) => t('chatActions.refusedPlain', { action: 'Pin' }))).toEqual(
        dictionaries.map(() => expect.stringContaining('Pin')),
      )
    } finally {
      await portal.close()
    }
  })
})
