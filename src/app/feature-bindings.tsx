import type { Chat } from '@/domain/chat'
import type { CrmItem } from '@/domain/crm'
import type { UserId } from '@/domain/ids'
import { ActionDesk } from '@/features/chat-actions/chat-action-runner'
import type { ComposerProps, FieldToolProps } from '@/features/composer/composer'
import { ComposerModes } from '@/features/composer/composer-modes'
import { MessageTools } from '@/features/message-actions/message-action-layer'
import { letterKeysOn } from '@/features/shortcuts/letter-keys'
import { FieldTemplates } from '@/features/templates/template-button'
import { useT } from '@/i18n/i18n'
import { askExport, askFind, askGallery, askTemplates, requestChatAction } from '@/lib/panel-events'
import { usePortal } from '@/queries/card-context'
import { usesOf } from '@/settings/template-usage'

const Templates = (props: FieldToolProps) => {
  const portal = usePortal()
  return <FieldTemplates {...props} uses={usesOf(portal.id, props.me.id)} />
}

/** The composer of a chat with its templates. */
export const CardComposer = (props: ComposerProps) => <ComposerModes {...props} Templates={Templates} />

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

/** The tools of messages, joined to what other parts do with them. `chat`: null = in the team chat itself. */
export const MessageDoor = ({ chat, me }: { readonly chat: Chat | null; readonly me: UserId }) => (
  <MessageTools
    chat={chat}
    me={me}
    lettersOn={letterKeysOn}
    onStartFrom={(chatId, messageId) =>
      requestChatAction({ chatId, name: 'startFrom', deed: { name: 'startFrom', messageId } })
    }
    onTemplate={askTemplates}
  />
)
