import { type LineId, toId } from '@/domain/ids'
import type { QuickAnswer } from '@/domain/template'
import { asPortalError, PortalError } from '../portal-error'
import type { Rest } from '../transport/rest-client'
import { field, toFlag, toList, toNumber, toRecord, toText } from '../wire/php-json'
import { bindMethods } from './bind-methods'

/** Page size of both methods. */
const PAGE_SIZE = 50

/** The portal's lists store characters beyond the basic plane as `:f09f9880:`, the bytes of its UTF-8. */
const decodeEmoji = (text: string): string =>
  text.replace(/:((?:[0-9a-f]{2}){3,32}):/g, (whole, hex: string) => {
    const bytes = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    } catch {
      return whole
    }
  })

/** An element of the list: NAME, and its text in DETAIL_TEXT; elements without text are left out. */
export const toQuickAnswer = (value: unknown): QuickAnswer | null => {
  const element = toRecord(value)
  const field = element['DETAIL_TEXT'] ?? element['PREVIEW_TEXT']
  const text = decodeEmoji(toText(typeof field === 'object' && field !== null ? toRecord(field)['TEXT'] : field)).trim()
  const id = toNumber(element['ID'])
  if (text === '' || id === null) return null
  return { id, name: decodeEmoji(toText(element['NAME'])).trim() || text.slice(0, 40), text }
}

/** A reply of imopenlines.v2.QuickReply.list; those without text are left out. */
const fromQuickReply = (value: unknown): QuickAnswer | null => {
  const { id, name, text } = toRecord(value)
  return toQuickAnswer({ ID: id, NAME: name, DETAIL_TEXT: text })
}

/** Reads all pages: `readPage` gets the number of what was read before. Stops also where a portal ignores it and repeats a page. */
const readPages = async (
  readPage: (offset: number) => Promise<readonly unknown[]>,
  parse: (value: unknown) => QuickAnswer | null,
): Promise<readonly QuickAnswer[]> => {
  const found = new Map<string, QuickAnswer | null>()
  for (let offset = 0; ;) {
    const page = await readPage(offset)
    const known = found.size
    for (const value of page) found.set(toText(field(toRecord(value), 'id', 'ID')), parse(value))
    offset += page.length
    if (page.length < PAGE_SIZE || found.size === known) return [...found.values()].flatMap((answer) => answer ?? [])
  }
}

/** Portals without imopenlines.v2.QuickReply.list. */
const withoutQuickReplies = new WeakSet<Rest>()

// Undocumented, and in newer portals only; `method.get` doesn't know such methods, so it is tried.
const fetchQuickReplies = async (rest: Rest, lineId: LineId): Promise<readonly QuickAnswer[] | null> => {
  let mayView = true
  const readPage = async (offset: number) => {
    const answer = toRecord(await rest.call('imopenlines.v2.QuickReply.list', { lineId, offset, limit: PAGE_SIZE }))
    const { canView } = toRecord(answer['permissions'])
    mayView = canView === undefined || toFlag(canView)
    return toList(answer['replies'])
  }
  try {
    const answers = await readPages(readPage, fromQuickReply)
    return mayView || answers.length > 0 ? answers : null
  } catch (error) {
    // Also where the line has no list.
    if (asPortalError(error).code === 'INVALID_LINE_ID') return []
    throw error
  }
}

/** By the line's list: imopenlines.config.get names it, lists.element.get reads it with the scope `lists`. */
const fetchListElements = async (rest: Rest, lineId: LineId): Promise<readonly QuickAnswer[]> => {
  const answer = await rest.batch({
    config: ['imopenlines.config.get', { CONFIG_ID: lineId, WITH_QUEUE: 'N' }],
    scopes: ['scope'],
  })
  const [config, scopes] = [answer('config'), answer('scopes')]
  if (!config.ok) throw config.error
  const list = toId<LineId>(toRecord(config.value)['QUICK_ANSWERS_IBLOCK_ID'])
  if (list === null) return []
  // Where the scopes can't be read, the portal's refusal tells.
  if (scopes.ok && !toList(scopes.value).includes('lists'))
    throw new PortalError('app', 'INSUFFICIENT_SCOPE', 403, null, 'lists.element.get')
  return readPages(
    async (start) =>
      toList(
        await rest.call('lists.element.get', {
          IBLOCK_TYPE_ID: 'lists',
          IBLOCK_ID: list,
          ELEMENT_ORDER: { SORT: 'DESC' },
          start,
        }),
      ),
    toQuickAnswer,
  )
}

/**
 * All quick answers of a line (imopenlines.v2.QuickReply.list; on portals without it by the line's list). Empty where the line has none,
 * null where the portal doesn't show them to the caller: a right or its plan is missing. Throws PortalError: on portals without that method
 * `app` INSUFFICIENT_SCOPE without the scope `lists`, and `forbidden` where the caller may not read the list.
 */
const fetchQuickAnswers = async (rest: Rest, lineId: LineId): Promise<readonly QuickAnswer[] | null> => {
  if (!withoutQuickReplies.has(rest))
    try {
      return await fetchQuickReplies(rest, lineId)
    } catch (error) {
      if (asPortalError(error).code !== 'ERROR_METHOD_NOT_FOUND') throw error
      withoutQuickReplies.add(rest)
    }
  return fetchListElements(rest, lineId)
}

/** What of this file is part of `Portal`. */
export const quickAnswerMethods = (rest: Rest) => bindMethods({ fetchQuickAnswers }, rest)
