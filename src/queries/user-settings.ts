import { skipToken, useQuery } from '@tanstack/react-query'
import { DEFAULT_SETTINGS, type UserSettings } from '@/domain/user-settings'
import type { WaitLimits } from '@/domain/wait-time'
import { queryKeys } from './query-keys'

/** What the person at the screen has set, the defaults until it has been read. */
export const useUserSettings = (): UserSettings =>
  useQuery<UserSettings>({ queryKey: queryKeys.options, queryFn: skipToken }).data ?? DEFAULT_SETTINGS

/** From which wait on chats turn amber and red. */
export const useWaitLimits = (): WaitLimits => useUserSettings().limits
