import { skipToken, useQuery, type QueryClient } from '@tanstack/react-query'
import * as v from 'valibot'
import type { ChatId, MessageId } from '@/domain/ids'
import { toStoredJson } from '@/domain/option-text'
import { readStored, schemaTools } from '@/lib/stored-schema'
import type { PortalError } from '@/portal/portal-error'
import { queryKeys } from '@/queries/query-keys'
import type { OptionStorage } from './option-storage'
import { connectPortalSettings, getSetting, showPortalSettings } from './setting-store'
import { defaultOf, settings, type PortalSetting, type SettingName, type Settings } from './settings'
import { createSyncedValue, type SyncedValue } from './synced-value'

/** The option of the user that holds all settings kept in the portal. */
const OPTION_NAME = 'panel'
const VERSION = 1

/** The option as it is stored. */
export interface StoredSettings {
  /** Settings that are stored and understood. */
  readonly values: Partial<Settings>
  /** All fields as they were read: those of newer panels, and what isn't understood, are written back as they are. */
  readonly fields: Readonly<Record<string, unknown>>
}

export const NOTHING_STORED: StoredSettings = { values: {}, fields: {} }

const portalEntries = Object.entries(settings).filter(([, { keptIn }]) => keptIn === 'portal') as unknown as readonly [
  SettingName,
  PortalSetting<unknown>,
][]

const readers = portalEntries.map(([name, { key, schema }]) => ({ name, key, schema: schema(schemaTools) }))

const option = v.looseObject({ v: v.number() })

/** Parses the stored text; what can't be parsed counts as not set. null = written by a newer panel: must not be overwritten. */
export const parseSettings = (text: string): StoredSettings | null => {
  const fields = readStored(option, text)
  if (fields === null) return NOTHING_STORED
  if (fields.v > VERSION) return null
  const values = readers.flatMap(({ name, key, schema }) => {
    const read = v.safeParse(schema, fields[key])
    return read.success ? [[name, read.output]] : []
  })
  return { values: Object.fromEntries(values) as Partial<Settings>, fields }
}

/** The text to store. `now` in unix ms. */
export const serializeSettings = ({ values, fields }: StoredSettings, now: number): string => {
  const own = portalEntries.flatMap(([name, { key, toStored }]) =>
    values[name] === undefined ? [] : [[key, toStored(values[name], now)]],
  )
  return toStoredJson({ ...fields, v: VERSION, ...Object.fromEntries(own) })
}

/** One setting changed, the others as they are stored. */
export const changeStored = <Name extends SettingName>(
  stored: StoredSettings,
  name: Name,
  change: (now: Settings[Name]) => Settings[Name],
): StoredSettings => ({
  ...stored,
  values: { ...stored.values, [name]: change(stored.values[name] ?? defaultOf(name)) },
})

/** The same objects for what has not changed, so that nothing renders again for it. */
const unchangedAsBefore = (values: Partial<Settings>): Partial<Settings> => {
  const textOf = (entry: PortalSetting<unknown>, value: unknown) => JSON.stringify(entry.toStored(value, 0))
  const kept = portalEntries.flatMap(([name, entry]) => {
    const [before, next] = [getSetting(name), values[name]]
    return next !== undefined && textOf(entry, next) === textOf(entry, before) ? [[name, before]] : []
  })
  return { ...values, ...Object.fromEntries(kept) }
}

/** Starts reading and keeping the settings of the user in the portal; `onChanged` after the portal has kept something. */
export const startSettingsSync = (
  client: QueryClient,
  storage: OptionStorage,
  onChanged: () => void,
): SyncedValue<StoredSettings> => {
  const store = createSyncedValue<StoredSettings>({
    nothing: NOTHING_STORED,
    fromText: parseSettings,
    toText: serializeSettings,
    read: () => storage.read('user', OPTION_NAME),
    write: (text) => storage.write('user', OPTION_NAME, text, true),
    withLock: storage.alone,
    now: Date.now,
    later: (ms, run) => void setTimeout(run, ms),
    show: ({ values }) => {
      const before = getSetting('noReplyNeeded')
      showPortalSettings(unchangedAsBefore(values))
      const marks = getSetting('noReplyNeeded')
      // The list of chats is a query, which knows no settings.
      if (marks !== before)
        client.setQueryData(
          queryKeys.noReplyNeeded,
          new Map([...marks].map(([chatId, { upTo }]): [ChatId, MessageId] => [chatId, upTo])),
        )
    },
    onSaved: (saveError) => {
      client.setQueryData(queryKeys.settingsError, saveError)
      if (!saveError) onChanged()
    },
    verifyAfterMs: 0,
  })
  connectPortalSettings((name, change) => store.change((stored) => changeStored(stored, name, change)))
  return store
}

/** Why the last changes of these settings last only as long as this panel; null = they are kept. */
export const useSettingsError = (): PortalError | null =>
  useQuery<PortalError | null>({ queryKey: queryKeys.settingsError, queryFn: skipToken }).data ?? null
