import { useQuery, type QueryClient } from '@tanstack/react-query'
import { crmItemKey, type CrmItem } from '@/domain/crm'
import { queryKeys } from './query-keys'
import { usePortal, type Portal } from './card-context'

const none: ReadonlyMap<string, string> = new Map()

/** Titles of CRM records by crmItemKey; empty until they are loaded, and without those the caller may not see. */
export const useCrmTitles = (items: readonly CrmItem[]): ReadonlyMap<string, string> => {
  const portal = usePortal()
  const { data } = useQuery({
    queryKey: queryKeys.fetchCrmTitles(items.map(crmItemKey)),
    queryFn: () => portal.fetchCrmTitles(items),
    enabled: items.length > 0,
  })
  return data ?? none
}

/** The same as a promise; from the cache where possible. Rejects with PortalError. */
export const readCrmTitles = (
  client: QueryClient,
  portal: Portal,
  items: readonly CrmItem[],
): Promise<ReadonlyMap<string, string>> =>
  client.ensureQueryData({
    queryKey: queryKeys.fetchCrmTitles(items.map(crmItemKey)),
    queryFn: () => portal.fetchCrmTitles(items),
  })
