import { readText, storageOrNull, STORAGE_PREFIX, writeText } from '@/lib/browser-storage'
import {
  defaultOf,
  settings,
  type BrowserSetting,
  type PortalSetting,
  type SettingName,
  type Settings,
} from './settings'

// No React and no valibot: main.ts needs the theme before anything else is loaded.

/** Changes one setting in the portal, on whatever is stored there by then. */
export type PortalWriter = <Name extends SettingName>(
  name: Name,
  change: (now: Settings[Name]) => Settings[Name],
) => void

type AnySetting = BrowserSetting<string> | PortalSetting<unknown>

const values = new Map<SettingName, unknown>()
const listeners = new Set<() => void>()
let user: { readonly prefix: string; readonly storage: Storage | null } | null = null
let writeToPortal: PortalWriter | null = null

const tell = () => {
  for (const listener of listeners) listener()
}

/** Where a setting of the browser is stored; null while it isn't known whose it is. */
const placeOf = ({ keptIn, key }: BrowserSetting<string>) =>
  keptIn === 'browser'
    ? { storage: storageOrNull(), name: `${STORAGE_PREFIX}:${key}` }
    : user && { storage: user.storage, name: `${user.prefix}:${key}` }

const readWord = (entry: BrowserSetting<string>): string | undefined => {
  const place = placeOf(entry)
  const stored = place && readText(place.storage, place.name)
  return entry.words.find((word) => word === stored)
}

/** The value of a setting; the default while none is stored or known. */
export const getSetting = <Name extends SettingName>(name: Name): Settings[Name] => {
  if (!values.has(name)) {
    const entry: AnySetting = settings[name]
    values.set(name, (entry.keptIn === 'portal' ? undefined : readWord(entry)) ?? defaultOf(name))
  }
  return values.get(name) as Settings[Name]
}

/**
 * Changes a setting: at once for this page, and where it is kept. In the portal the change is applied to what is stored by then, so it
 * must not depend on when it runs, and doing it twice must change nothing.
 */
export const changeSetting = <Name extends SettingName>(
  name: Name,
  change: (now: Settings[Name]) => Settings[Name],
): void => {
  const entry: AnySetting = settings[name]
  if (entry.keptIn === 'portal') return writeToPortal?.(name, change)
  const value = change(getSetting(name))
  values.set(name, value)
  const place = placeOf(entry)
  if (place) writeText(place.storage, place.name, value as string)
  tell()
}

/** Sets a setting: at once for this page, and where it is kept. */
export const setSetting = <Name extends SettingName>(name: Name, value: Settings[Name]): void =>
  changeSetting(name, () => value)

export const subscribeToSettings = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Reads the settings of a user in this browser, under a key prefix (portal and user), and keeps them there from now on. */
export const openUserSettings = (prefix: string, storage: Storage | null): void => {
  user = { prefix, storage }
  for (const [name, { keptIn }] of Object.entries(settings))
    if (keptIn === 'browser-user') values.delete(name as SettingName)
  tell()
}

/** From now on `write` changes what is kept in the portal. */
export const connectPortalSettings = (write: PortalWriter): void => {
  writeToPortal = write
}

/** Takes over what the portal keeps, with the changes on their way to it; what isn't set there has its default. */
export const showPortalSettings = (stored: Partial<Settings>): void => {
  for (const [name, { keptIn }] of Object.entries(settings) as [SettingName, AnySetting][])
    if (keptIn === 'portal') values.set(name, stored[name] ?? defaultOf(name))
  tell()
}
