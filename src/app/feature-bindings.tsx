import type { Chat } from '@/domain/chat'
import type { CrmItem } from '@/domain/crm'
import type { UserId } from '@/domain/ids'
import { ChatActionRunner } from '@/features/chat-actions/chat-action-runner'
import type { ComposerProps, FieldToolProps } from '@/features/composer/composer'
import { ComposerModes } from '@/features/composer/composer-modes'
import { MessageActionLayer } from '@/features/message-actions/message-action-layer'
import { areLetterKeysOn } from '@/features/shortcuts/letter-keys'
import { TemplateButton } from '@/features/templates/template-button'
import { useT } from '@/i18n/i18n'
import { openExport, openMessageSearch, openSharedMedia, openTemplates, requestChatAction } from '@/lib/panel-events'
import { usePortal } from '@/queries/card-context'
import { templateUsage } from '@/settings/template-usage'

const Templates = (props: FieldToolProps) => {
  const portal = usePortal()
  return <TemplateButton {...props} uses={templateUsage(portal.id, props.me.id)} />
}

/** The composer of a chat with its templates. */
export const CardComposer = (props: ComposerProps) => <ComposerModes {...props} Templates={Templates} />

/** The open chat's actions, joined to what other parts do with it. */
export const CardChatActions = ({
  chat,
  me,
  item,
}: {
  readonly chat: Chat
  readonly me: UserId
  readonly item: CrmItem
}) => {
  const t = useT()
  return (
    <ChatActionRunner
      chat={chat}
      me={me}
      item={item}
      more={[
        { label: t('messageSearch.title'), run: openMessageSearch },
        { label: t('sharedMedia.title'), run: openSharedMedia },
        { label: t('export.command'), run: openExport },
      ]}
    />
  )
}

/** The tools of messages, joined to what other parts do with them. `chat`: null = in the team chat itself. */
export const CardMessageActions = ({ chat, me }: { readonly chat: Chat | null; readonly me: UserId }) => (
  <MessageActionLayer
    chat={chat}
    me={me}
    lettersOn={areLetterKeysOn}
    onRestartSession={(chatId, messageId) =>
      requestChatAction({ chatId, name: 'restartSession', command: { name: 'restartSession', messageId } })
    }
    onTemplate={openTemplates}
  />
)
