import { Suspense, useEffect, useState } from 'react'
import type { Chat } from '@/domain/chat'
import { lazyWithRetry } from '@/lib/lazy-with-retry'
import { onSharedMediaRequested, onTemplatesRequested, type TemplateRequest } from '@/lib/panel-events'
import { useShortcut } from '@/lib/shortcut-handlers'
import { DialogFallback } from '@/ui/dialog'

const ShortcutHelp = lazyWithRetry(async () => (await import('@/features/shortcuts/shortcut-help')).ShortcutHelp)

/** Help about keys, while it is open; `?` opens it. */
export const ShortcutHelpOpener = ({
  open,
  onOpen,
}: {
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
}) => {
  useShortcut('help', () => {
    onOpen(true)
    return true
  })
  return open ? (
    <Suspense fallback={<DialogFallback onClose={() => onOpen(false)} />}>
      <ShortcutHelp onClose={() => onOpen(false)} />
    </Suspense>
  ) : null
}

const TemplateDialog = lazyWithRetry(async () => (await import('@/features/templates/template-dialog')).TemplateDialog)

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

const SharedMediaDialog = lazyWithRetry(
  async () => (await import('@/features/conversation/shared-media/shared-media-dialog')).SharedMediaDialog,
)

/** Opens the media and links of the open conversation. */
export const SharedMediaOpener = ({ chat }: { readonly chat: Chat }) => {
  const [open, setOpen] = useState(false)
  useEffect(() => onSharedMediaRequested(() => setOpen(true)), [])
  if (!open) return null
  const close = () => setOpen(false)
  return (
    <Suspense fallback={<DialogFallback onClose={close} />}>
      <SharedMediaDialog chat={chat} onClose={close} />
    </Suspense>
  )
}
