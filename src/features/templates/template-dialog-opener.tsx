import { Suspense, useEffect, useState } from 'react'
import type { Chat } from '@/domain/chat'
import { later } from '@/ui/later'
import { ModalComing } from '@/ui/dialog'
import { onTemplatesAsked, type TemplateWish } from '@/lib/panel-events'

const TemplateDialog = later(async () => (await import('./template-dialog')).TemplateDialog)

/** Opens the templates when somebody asks for them. `chat`: the open one, whose line has quick answers. */
export const TemplatesDoor = ({
  chat,
  uses,
}: {
  readonly chat: Chat | null
  readonly uses: (id: string) => number
}) => {
  const [wish, setWish] = useState<TemplateWish | null>(null)
  useEffect(() => onTemplatesAsked(setWish), [])
  if (!wish) return null
  return (
    <Suspense fallback={<ModalComing onClose={() => setWish(null)} />}>
      <TemplateDialog chat={chat} uses={uses} begin={wish.text} onSaved={wish.saved} onClose={() => setWish(null)} />
    </Suspense>
  )
}
