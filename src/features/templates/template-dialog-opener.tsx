import { Suspense, useEffect, useState } from 'react'
import type { Chat } from '@/domain/chat'
import { later } from '@/ui/later'
import { DialogFallback } from '@/ui/dialog'
import { onTemplatesRequested, type TemplateRequest } from '@/lib/panel-events'

const TemplateDialog = later(async () => (await import('./template-dialog')).TemplateDialog)

/** Opens the templates when somebody asks for them. `chat`: the open one, whose line has quick answers. */
export const TemplateDialogOpener = ({
  chat,
  uses,
}: {
  readonly chat: Chat | null
  readonly uses: (id: string) => number
}) => {
  const [wish, setWish] = useState<TemplateRequest | null>(null)
  useEffect(() => onTemplatesRequested(setWish), [])
  if (!wish) return null
  return (
    <Suspense fallback={<DialogFallback onClose={() => setWish(null)} />}>
      <TemplateDialog chat={chat} uses={uses} begin={wish.text} onSaved={wish.saved} onClose={() => setWish(null)} />
    </Suspense>
  )
}
