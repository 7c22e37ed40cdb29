import type { Chat } from '@/domain/chat'
import type { CrmItem } from '@/domain/crm-item'
import type { UserId } from '@/domain/ids'
import { ActionDesk } from '@/features/chat-actions/action-desk'
import { askFind } from '@/features/conversation/ask-find'
import { askGallery } from '@/features/conversation/ask-gallery'
import { askExport } from '@/features/export/ask-export'
import { useT } from '@/i18n/i18n'

/** The open chat's actions, joined to what other parts do with it. */
export const ChatDesk = ({ chat, me, item }: { readonly chat: Chat; readonly me: UserId; readonly item: CrmItem }) => {
  const t = useT()
  return (
    <ActionDesk
      chat={chat}
      me={me}
      item={item}
      more={[
        { words: t('find.title'), run: askFind },
        { words: t('gallery.title'), run: askGallery },
        { words: t('export.command'), run: askExport },
      ]}
    />
  )
}
