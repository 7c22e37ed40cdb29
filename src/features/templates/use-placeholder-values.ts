import { useQueryClient } from '@tanstack/react-query'
import type { Chat } from '@/domain/chat'
import { crmItemKey, type CrmEntityType, type CrmItem } from '@/domain/crm'
import type { Me } from '@/domain/person'
import { fillPlaceholders, firstNameOf, type PlaceholderValues } from '@/domain/template'
import { useI18n } from '@/i18n/i18n'
import { portalNow } from '@/lib/portal-clock'
import { useCrmTitles, readCrmTitles } from '@/queries/crm-titles'
import { useMessageWindow } from '@/queries/messages'
import { useOpenedCard } from '@/queries/card-context'

/** Maximum wait (ms) for a title; after it the placeholder stays unfilled, which is shown. */
const TITLES_TIMEOUT_MS = 3_000
const NEEDS_TITLES = /\{(?:deal|lead|company)\.title\}|\{contact\.name\}/iu

const titlePlaceholders = {
  deal: 'deal.title',
  lead: 'lead.title',
  contact: 'contact.name',
  company: 'company.title',
} as const satisfies Record<CrmEntityType, string>

/** Fills templates for one chat. */
export interface PlaceholderFiller {
  /** With the values known right now. */
  readonly preview: (text: string) => string
  /** Waits a moment for titles that are loading. Never rejects. */
  readonly fill: (text: string) => Promise<string>
}

/** Values of a chat's placeholders. Titles are requested only when one of `texts` contains their placeholders. */
export const usePlaceholderValues = (chat: Chat, me: Me, texts: readonly string[]): PlaceholderFiller => {
  const { locale, format } = useI18n()
  const client = useQueryClient()
  const { portal, item } = useOpenedCard()
  const people = useMessageWindow(chat.id)?.people
  const items: readonly CrmItem[] = chat.dialog?.bindings.length ? chat.dialog.bindings : [item]
  const wanted = texts.some((text) => NEEDS_TITLES.test(text))
  const titles = useCrmTitles(wanted ? items : [])

  const valuesWith = (known: ReadonlyMap<string, string>): PlaceholderValues => {
    const now = portalNow()
    const person = [...(people?.values() ?? [])].find(({ kind, name }) => kind === 'client' && name === chat.client)
    const first = person?.firstName ?? firstNameOf(chat.client)
    const titled = items.flatMap((one): [string, string][] => {
      const title = known.get(crmItemKey(one))
      return title === undefined ? [] : [[titlePlaceholders[one.type], title]]
    })
    const numbered = items.flatMap(({ type, id }): [string, string][] =>
      type === 'deal' || type === 'lead' ? [[`${type}.id`, String(id)]] : [],
    )
    return {
      ...Object.fromEntries([...titled, ...numbered]),
      // A number or a phone instead of a name doesn't count.
      'client.name': /\p{L}/u.test(chat.client) ? chat.client : '',
      'client.first_name': /\p{L}/u.test(first) ? first : '',
      'operator.name': me.name,
      'operator.first_name': firstNameOf(me.name),
      'line.name': chat.lineName ?? '',
      'channel.name': chat.channel.title,
      date: new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(now),
      time: format.time(now),
    }
  }
  return {
    preview: (text) => fillPlaceholders(text, valuesWith(titles)),
    fill: async (text) => {
      const late = new Promise<ReadonlyMap<string, string>>((resolve) => {
        setTimeout(() => resolve(new Map()), TITLES_TIMEOUT_MS)
      })
      const known = NEEDS_TITLES.test(text)
        ? await Promise.race([readCrmTitles(client, portal, items), late]).catch(() => new Map<string, string>())
        : titles
      return fillPlaceholders(text, valuesWith(known))
    },
  }
}
