import { skipToken, useQuery, type QueryClient } from '@tanstack/react-query'
import { OPTION_BUDGET } from '@/domain/stored-json'
import { storedBytes } from '@/domain/stored-json'
import {
  dropTemplate,
  NO_TEMPLATES,
  putTemplate,
  type Template,
  type TemplatePlace,
  type TemplateSheet,
} from '@/domain/template'
import { fromTemplateText, TEMPLATE_BYTES, toTemplateText } from '@/domain/template-codec'
import type { OptionPlace } from '@/portal/portal'
import { PortalError } from '@/portal/portal-error'
import { useOpenedCard, type OpenedCard } from '@/queries/card-context'
import { keys } from '@/queries/query-keys'
import type { OptionShelves } from './option-storage'
import { makeOptionStore, type OptionStore } from './synced-value'

const NAME = 'templates'
/** Long enough (ms) for whoever was writing at the same moment to be done. */
const RECHECK = 5_000

const shelfOf: Readonly<Record<TemplatePlace, OptionPlace>> = { personal: 'user', shared: 'app' }

const stores = new WeakMap<OpenedCard, Partial<Record<TemplatePlace, OptionStore<TemplateSheet>>>>()

/** Makes the store of one place's templates; `onChanged` after the portal has kept something. */
export const keepTemplates = (
  card: OpenedCard,
  client: QueryClient,
  shelves: OptionShelves,
  place: TemplatePlace,
  onChanged: () => void,
): OptionStore<TemplateSheet> => {
  const store = makeOptionStore<TemplateSheet>({
    nothing: NO_TEMPLATES,
    fromText: fromTemplateText,
    toText: toTemplateText,
    read: () => shelves.read(shelfOf[place], NAME),
    write: (text) =>
      storedBytes(text) > TEMPLATE_BYTES[place]
        ? Promise.reject(new PortalError('refused', 'OPTIONS_FULL'))
        : shelves.write(shelfOf[place], NAME, text, true),
    alone: shelves.alone,
    now: Date.now,
    later: (ms, run) => void setTimeout(run, ms),
    show: (sheet) => client.setQueryData<TemplateSheet>(keys.templates(place), sheet),
    onStored: () => client.setQueryData(keys.templateTrouble(place), null),
    onKept: (trouble) => {
      client.setQueryData(keys.templateTrouble(place), trouble)
      if (!trouble) onChanged()
    },
    onUnread: (error) => client.setQueryData(keys.templateTrouble(place), error),
    recheck: RECHECK,
  })
  stores.set(card, { ...stores.get(card), [place]: store })
  return store
}

/** Templates of one place; null until they have been read. */
const useTemplateSheet = (place: TemplatePlace): TemplateSheet | null =>
  useQuery<TemplateSheet>({ queryKey: keys.templates(place), queryFn: skipToken }).data ?? null

/** What can be done with the templates of one place. */
export interface TemplateDesk {
  /** null until they have been read. */
  readonly sheet: TemplateSheet | null
  /** Why the last changes last only as long as this panel: OPTIONS_FULL, OPTION_NEWER, or a code of the portal's. */
  readonly trouble: PortalError | null
  /** Stored bytes that are free for more. */
  readonly free: number
  /** `copyName` names what is saved beside a version that somebody else has made meanwhile. */
  readonly put: (template: Template, copyName: (name: string) => string) => void
  readonly drop: (template: Template) => void
  readonly readAgain: () => void
}

/** Reading and changing the templates of one place. Shared ones are changed by administrators alone (app.option.set). */
export const useTemplateDesk = (place: TemplatePlace): TemplateDesk => {
  const card = useOpenedCard()
  const sheet = useTemplateSheet(place)
  const trouble =
    useQuery<PortalError | null>({ queryKey: keys.templateTrouble(place), queryFn: skipToken }).data ?? null
  const bytes = useQuery<number>({ queryKey: keys.optionBytes(shelfOf[place]), queryFn: skipToken }).data ?? 0
  const own = sheet ? storedBytes(toTemplateText(sheet, Date.now())) : 0
  const store = () => stores.get(card)?.[place]
  return {
    sheet,
    trouble,
    free: Math.max(0, Math.min(TEMPLATE_BYTES[place] - own, OPTION_BUDGET - bytes)),
    put: (template, copyName) => store()?.change((now) => putTemplate(now, template, copyName)),
    drop: (template) => {
      const at = Date.now()
      store()?.change((now) => dropTemplate(now, template, at))
    },
    readAgain: () => store()?.readAgain(),
  }
}
