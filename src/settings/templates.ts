import { skipToken, useQuery, type QueryClient } from '@tanstack/react-query'
import { OPTIONS_MAX_BYTES, storedBytes } from '@/domain/option-text'
import {
  dropTemplate,
  NO_TEMPLATES,
  putTemplate,
  type Template,
  type TemplatePlace,
  type TemplateSet,
} from '@/domain/template'
import type { OptionPlace } from '@/portal/portal'
import { PortalError } from '@/portal/portal-error'
import { useOpenedCard, type OpenedCard } from '@/queries/card-context'
import { queryKeys } from '@/queries/query-keys'
import type { OptionStorage } from './option-storage'
import { createSyncedValue, type SyncedValue } from './synced-value'
import { parseTemplates, TEMPLATES_MAX_BYTES, serializeTemplates } from './template-codec'

const OPTION_NAME = 'templates'
/** Long enough (ms) for whoever was writing at the same moment to be done. */
const VERIFY_AFTER_MS = 5_000

const bagOf: Readonly<Record<TemplatePlace, OptionPlace>> = { personal: 'user', shared: 'app' }

const stores = new WeakMap<OpenedCard, Partial<Record<TemplatePlace, SyncedValue<TemplateSet>>>>()

/** Makes the store of one place's templates; `onChanged` after the portal has kept something. */
export const startTemplateSync = (
  card: OpenedCard,
  client: QueryClient,
  storage: OptionStorage,
  place: TemplatePlace,
  onChanged: () => void,
): SyncedValue<TemplateSet> => {
  const store = createSyncedValue<TemplateSet>({
    nothing: NO_TEMPLATES,
    fromText: parseTemplates,
    toText: serializeTemplates,
    read: () => storage.read(bagOf[place], OPTION_NAME),
    write: (text) =>
      storedBytes(text) > TEMPLATES_MAX_BYTES[place]
        ? Promise.reject(new PortalError('refused', 'OPTIONS_FULL'))
        : storage.write(bagOf[place], OPTION_NAME, text, true),
    withLock: storage.alone,
    now: Date.now,
    later: (ms, run) => void setTimeout(run, ms),
    show: (sheet) => client.setQueryData<TemplateSet>(queryKeys.templates(place), sheet),
    onStored: () => client.setQueryData(queryKeys.templatesError(place), null),
    onSaved: (saveError) => {
      client.setQueryData(queryKeys.templatesError(place), saveError)
      if (!saveError) onChanged()
    },
    onReadError: (error) => client.setQueryData(queryKeys.templatesError(place), error),
    verifyAfterMs: VERIFY_AFTER_MS,
  })
  stores.set(card, { ...stores.get(card), [place]: store })
  return store
}

/** Templates of one place; null until they have been read. */
const useTemplateSet = (place: TemplatePlace): TemplateSet | null =>
  useQuery<TemplateSet>({ queryKey: queryKeys.templates(place), queryFn: skipToken }).data ?? null

/** What can be done with the templates of one place. */
export interface TemplatesApi {
  /** null until they have been read. */
  readonly sheet: TemplateSet | null
  /** Why the last changes last only as long as this panel: OPTIONS_FULL, OPTION_NEWER, or a code of the portal's. */
  readonly saveError: PortalError | null
  /** Stored bytes that are free for more. */
  readonly free: number
  /** `copyName` names what is saved beside a version that somebody else has made meanwhile. */
  readonly put: (template: Template, copyName: (name: string) => string) => void
  readonly drop: (template: Template) => void
  readonly readAgain: () => void
}

/** Reading and changing the templates of one place. Shared ones are changed by administrators alone (app.option.set). */
export const useTemplates = (place: TemplatePlace): TemplatesApi => {
  const card = useOpenedCard()
  const sheet = useTemplateSet(place)
  const saveError =
    useQuery<PortalError | null>({ queryKey: queryKeys.templatesError(place), queryFn: skipToken }).data ?? null
  const bytes = useQuery<number>({ queryKey: queryKeys.optionBytes(bagOf[place]), queryFn: skipToken }).data ?? 0
  const own = sheet ? storedBytes(serializeTemplates(sheet, Date.now())) : 0
  const store = () => stores.get(card)?.[place]
  return {
    sheet,
    saveError,
    free: Math.max(0, Math.min(TEMPLATES_MAX_BYTES[place] - own, OPTIONS_MAX_BYTES - bytes)),
    put: (template, copyName) => store()?.change((now) => putTemplate(now, template, copyName)),
    drop: (template) => {
      const at = Date.now()
      store()?.change((now) => dropTemplate(now, template, at))
    },
    readAgain: () => store()?.readAgain(),
  }
}
