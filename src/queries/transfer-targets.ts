import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { LineId } from '@/domain/ids'
import type { TransferOption } from '@/domain/chat-action-entry'
import { asPortalError, type PortalError } from '@/portal/portal-error'
import { usePortal } from './card-context'

/** Choices for a transfer. `failed`: neither the queue nor the search could be read. */
export interface TransferTargets {
  readonly status: 'loading' | 'failed' | 'ready'
  readonly choices: readonly TransferOption[]
  readonly error: PortalError | null
  readonly retry: () => void
}

const SEARCH_DEBOUNCE_MS = 250
/** Presence changes: older results (ms) are read again. */
const FRESH_MS = 60_000

const matches = (name: string, query: string): boolean =>
  query
    .toLowerCase()
    .split(/\s+/)
    .every((part) => name.toLowerCase().includes(part))

/** The query, delayed until typing pauses. */
const useDebounced = (query: string): string => {
  const [debounced, setDebounced] = useState('')
  useEffect(() => {
    const timer = setTimeout(setDebounced, SEARCH_DEBOUNCE_MS, query)
    return () => clearTimeout(timer)
  }, [query])
  return debounced
}

/** People of the line's queue and all active lines, and the results of a search from 2 characters on. */
export const useTransferTargets = (lineId: LineId | null, typed: string): TransferTargets => {
  const portal = usePortal()
  const query = typed.trim()
  const debounced = useDebounced(query)
  const near = useQuery({
    queryKey: ['transfer', lineId ?? 0],
    queryFn: () => portal.fetchTransferTargets(lineId),
    staleTime: FRESH_MS,
  })
  const searching = [...query].length > 1
  const found = useQuery({
    queryKey: ['people', debounced],
    queryFn: () => portal.searchPeople(debounced),
    enabled: [...debounced].length > 1,
    staleTime: FRESH_MS,
  })
  const nearby = (near.data ?? []).filter(({ name }) => query === '' || matches(name, query))
  const known = new Set(nearby.map(({ kind, id }) => `${kind}${id}`))
  const more = searching && debounced === query ? (found.data ?? []) : []
  const choices = [...nearby, ...more.filter(({ kind, id }) => !known.has(`${kind}${id}`))]
  const failed = near.error ?? (searching ? found.error : null)
  const loading = near.isFetching || (searching && (debounced !== query || found.isFetching))
  return {
    status: loading ? 'loading' : failed ? 'failed' : 'ready',
    choices,
    error: failed ? asPortalError(failed) : null,
    retry: () => {
      if (near.error) void near.refetch()
      if (found.error) void found.refetch()
    },
  }
}

/** Colleagues found by a text, once typing pauses; none for fewer than 2 characters. */
export const useFoundPeople = (query: string): readonly Extract<TransferOption, { kind: 'person' }>[] => {
  const portal = usePortal()
  const debounced = useDebounced(query.trim())
  const { data } = useQuery({
    queryKey: ['people', debounced],
    queryFn: () => portal.searchPeople(debounced),
    enabled: [...debounced].length > 1,
    staleTime: FRESH_MS,
  })
  return debounced === query.trim() ? (data ?? []).filter((one) => one.kind === 'person') : []
}
