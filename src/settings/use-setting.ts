import { useSyncExternalStore } from 'react'
import { getSetting, subscribeToSettings } from './setting-store'
import type { SettingName, Settings } from './settings'

/** The value of a setting, with its changes. Set it with `setSetting` of setting-store.ts. */
export const useSetting = <Name extends SettingName>(name: Name): Settings[Name] =>
  useSyncExternalStore(subscribeToSettings, () => getSetting(name))
