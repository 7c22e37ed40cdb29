import { Suspense, useEffect, useState } from 'react'
import type { Chat } from '@/domain/chat'
import { lazyWithRetry } from '@/lib/lazy-with-retry'
import { DialogFallback } from '@/ui/dialog'
import { onTemplatesRequested, type TemplateRequest } from '@/lib/panel-events'

const TemplateDialog = lazyWithRetry(async () => (await import('./template-dialog')).TemplateDialog)

/** Opens the templates on request. `chat`: the open one, whose line has quick answers. */
export const TemplateDialogOpener = ({
  chat,
  uses,
}: {
  readonly chat: Chat | null
  readonly uses: (id: string) => number
}) => {
  const [request, setRequest] = useState<TemplateRequest | null>(null)
  useEffect(() => onTemplatesRequested(setRequest), [])
  if (!request) return null
  return (
    <Suspense fallback={<DialogFallback onClose={() => setRequest(null)} />}>
      <TemplateDialog
        chat={chat}
        uses={uses}
        begin={request.text}
        onSaved={request.saved}
        onClose={() => setRequest(null)}
      />
    </Suspense>
  )
}
