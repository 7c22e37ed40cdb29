import { skipToken, useQuery } from '@tanstack/react-query'
import { DEFAULT_SETTINGS, type UserSettings } from '@/domain/user-settings'
import type { WaitLimits } from '@/domain/wait-time'
import { queryKeys } from './query-keys'

/** The user's settings; the defaults until they are loaded. */
export const useUserSettings = (): UserSettings =>
  useQuery<UserSettings>({ queryKey: queryKeys.options, queryFn: skipToken }).data ?? DEFAULT_SETTINGS

/** Waits above these turn amber and red. */
export const useWaitLimits = (): WaitLimits => useUserSettings().limits
