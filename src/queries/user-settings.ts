import { skipToken, useQuery } from '@tanstack/react-query'
import { NO_OPTIONS, type PersonOptions } from '@/domain/user-settings'
import type { WaitLimits } from '@/domain/wait-time'
import { keys } from './query-keys'

/** What the person at the screen has set, the defaults until it has been read. */
export const usePersonOptions = (): PersonOptions =>
  useQuery<PersonOptions>({ queryKey: keys.options, queryFn: skipToken }).data ?? NO_OPTIONS

/** From which wait on chats turn amber and red. */
export const useWaitLimits = (): WaitLimits => usePersonOptions().limits
