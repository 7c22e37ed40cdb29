import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { CrmItem } from '@/domain/crm-item'
import { seedCard } from '@/queries/card'
import { CardProvider } from '@/queries/portal-context'
import type { CardLook, Portal } from '@/portal/portal'
import { CardPage } from './card-page'
import { render, speak } from './speak'

/** Shows a card. `started`: its first request, already on its way. */
export const showCard = async (
  element: HTMLElement,
  portal: Portal,
  card: { readonly item: CrmItem; readonly started: Promise<CardLook> },
): Promise<void> => {
  const speech = await speak(portal.language, 'reading')
  portal.fit()
  // Who repeats a read, and when, is decided by the poller and by people: the cache itself never asks anew.
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        retry: false,
        staleTime: Infinity,
        gcTime: 30 * 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: 'always',
      },
    },
  })
  const opened = { portal, ...card }
  await seedCard(opened, client)
  render(
    element,
    speech,
    <QueryClientProvider client={client}>
      <CardProvider card={opened}>
        <CardPage />
      </CardProvider>
    </QueryClientProvider>,
  )
}
