import type { Chat } from '@/domain/chat'
import type { CrmItem } from '@/domain/crm'
import type { UserId } from '@/domain/ids'
import type { Me } from '@/domain/person'
import type { ComposerState } from '@/composer-state/use-composer-state'
import { ChatActionRunner } from '@/features/chat-actions/chat-action-runner'
import type { ComposerProps, FieldToolProps } from '@/features/composer/composer'
import { ComposerModes } from '@/features/composer/composer-modes'
import { NoteComposer } from '@/features/composer/note-composer'
import { MessageList } from '@/features/conversation/message-list/message-list'
import { MessageActionLayer } from '@/features/message-actions/message-action-layer'
import { TeamChat } from '@/features/team-chat/team-chat-dialog'
import { TemplateButton } from '@/features/templates/template-button'
import { useT } from '@/i18n/i18n'
import { openExport, openMessageSearch, openSharedMedia, openTemplates, requestChatAction } from '@/lib/panel-events'
import { usePortal } from '@/queries/card-context'
import { getSetting } from '@/settings/setting-store'
import { templateUsage } from '@/settings/template-usage'

const Templates = (props: FieldToolProps) => {
  const portal = usePortal()
  return <TemplateButton {...props} uses={templateUsage(portal.id, props.me.id)} />
}

/** The composer with the template button. */
export const CardComposer = (props: ComposerProps) => <ComposerModes {...props} Templates={Templates} />

/** The open chat's action menu, with the commands of other features. */
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

/** The actions of messages, with what other features do for them. `chat`: null = the team chat's own messages. */
export const CardMessageActions = ({ chat, me }: { readonly chat: Chat | null; readonly me: UserId }) => (
  <MessageActionLayer
    chat={chat}
    me={me}
    lettersOn={() => getSetting('letterKeys') === 'on'}
    onRestartSession={(chatId, messageId) =>
      requestChatAction({ chatId, name: 'restartSession', command: { name: 'restartSession', messageId } })
    }
    onTemplate={openTemplates}
  />
)

/** The team chat with its list, its message field and the tools of its messages. */
export const CardTeamChat = ({ me, composerState }: { readonly me: Me; readonly composerState: ComposerState }) => (
  <TeamChat
    me={me}
    composerState={composerState}
    renderMessages={(chat, view, outgoing) => <MessageList chat={chat} me={me.id} view={view} outgoing={outgoing} />}
    composer={<NoteComposer autoFocus />}
    messageActions={<CardMessageActions chat={null} me={me.id} />}
  />
)
