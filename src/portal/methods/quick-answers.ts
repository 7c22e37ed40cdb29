import { type LineId, toId } from '@/domain/ids'
import type { QuickAnswer } from '@/domain/template'
import type { Rest } from '../transport/rest-client'
import { toList, toNumber, toRecord, toText } from '../wire/php-json'
import { bindMethods } from './bind-methods'

/** Page size of lists.element.get, and the limit of elements. */
const PAGE_SIZE = 50
const MAX_ELEMENTS = 200

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

/**
 * The quick answers of a line (imopenlines.config.get names their list, lists.element.get reads it). Empty where the line has none.
 * Throws PortalError `app` INSUFFICIENT_SCOPE without the scope `lists`, `forbidden` where the caller may not read that list.
 */
const fetchQuickAnswers = async (rest: Rest, lineId: LineId): Promise<readonly QuickAnswer[]> => {
  const config = toRecord(await rest.call('imopenlines.config.get', { CONFIG_ID: lineId, WITH_QUEUE: 'N' }))
  const list = toId<LineId>(config['QUICK_ANSWERS_IBLOCK_ID'])
  if (list === null) return []
  const found: QuickAnswer[] = []
  for (let start = 0; start < MAX_ELEMENTS; start += PAGE_SIZE) {
    const page = toList(
      await rest.call('lists.element.get', {
        IBLOCK_TYPE_ID: 'lists',
        IBLOCK_ID: list,
        ELEMENT_ORDER: { SORT: 'DESC' },
        start,
      }),
    )
    found.push(...page.flatMap((element) => toQuickAnswer(element) ?? []))
    if (page.length < PAGE_SIZE) break
  }
  return found
}

/** What of this file is part of `Portal`. */
export const quickAnswerMethods = (rest: Rest) => bindMethods({ fetchQuickAnswers }, rest)
