import CircleCheck from 'lucide-react/icons/circle-check'
import { Suspense, useCallback, useEffect, useRef, useState } from 'react'
import type { Chat } from '@/domain/chat'
import { chatActions, type ChatActionName, type ChatCommand, type TransferTarget } from '@/domain/chat-actions'
import type { CrmItem } from '@/domain/crm'
import { replyItem } from '@/domain/crm'
import type { UserId } from '@/domain/ids'
import { useI18n } from '@/i18n/i18n'
import { lazyWithRetry } from '@/lib/lazy-with-retry'
import { onChatActionRequest, type ChatActionRequest } from '@/lib/panel-events'
import { useChatActions } from '@/mutations/chat-actions'
import { usePortal } from '@/queries/card-context'
import { Button } from '@/ui/button'
import { ConfirmDialog } from '@/ui/dialog'
import { DialogFallback } from '@/ui/dialog'
import { Toast } from '@/ui/toast'
import { ActionMenu, type MoreItem } from './action-menu'
import { successText, isSimple, menuActions, confirmationOf } from './action-texts'
import { errorText } from './action-texts'

const RateDialog = lazyWithRetry(async () => (await import('./rate-dialog')).RateDialog)
const TransferDialog = lazyWithRetry(async () => (await import('./transfer-dialog')).TransferDialog)

interface ActionToast {
  readonly text: string
  readonly bad: boolean
  readonly code: string | null
  readonly undo: ChatCommand | null
}

/** What takes a deed back; null where nothing does. `item`: the record by which the chat is known; `me`: the caller. */
const undoOf = (command: ChatCommand, item: CrmItem, me: UserId): ChatCommand | null => {
  const { undo } = chatActions[command.name]
  if (undo === null) return null
  if (isSimple(undo)) return { name: undo }
  if (undo === 'leave') return { name: undo, item, userId: me, person: '' }
  const back = undo === 'addParticipant' || undo === 'removeParticipant'
  return back && 'person' in command ? { ...command, name: undo } : null
}

/**
 * Where everything that is done to the open chat goes through: the header's Close and More, questions before, words after.
 * `item`: the record whose card this is.
 */
export const ChatActionRunner = ({
  chat,
  me,
  item: cardItem,
  more,
}: {
  readonly chat: Chat
  readonly me: UserId
  readonly item: CrmItem
  /** What else the menu offers. */
  readonly more: readonly MoreItem[]
}) => {
  const i18n = useI18n()
  const item = replyItem(chat, cardItem)
  const { t } = i18n
  const portal = usePortal()
  const { available, busy, run } = useChatActions(chat, me)
  const [asking, setAsking] = useState<{ readonly name: ChatActionName; readonly command: ChatCommand } | null>(null)
  const [choosing, setChoosing] = useState<'transfer' | 'add' | 'rate' | null>(null)
  const [notice, setNotice] = useState<ActionToast | null>(null)
  const forget = useCallback(() => setNotice(null), [])

  const perform = async (command: ChatCommand, undoable = true) => {
    setNotice(null)
    const outcome = await run(command)
    if (!outcome) return
    const trouble = errorText(outcome)
    if (trouble) return setNotice({ text: t(trouble.words), bad: true, code: trouble.code, undo: null })
    const text = successText(command, i18n)
    if (text !== null) setNotice({ text, bad: false, code: null, undo: undoable ? undoOf(command, item, me) : null })
  }
  const commandOf = (name: ChatActionName): ChatCommand | null => {
    if (isSimple(name)) return { name }
    return name === 'leave' ? { name, item, userId: me, person: '' } : null
  }
  const request = ({ name, command: given }: Pick<ChatActionRequest, 'name' | 'command'>) => {
    if (busy) return
    if (name === 'transfer' && !given) return setChoosing('transfer')
    if (name === 'addParticipant' && !given) return setChoosing('add')
    if (name === 'rate' && !given) return setChoosing('rate')
    const command = given ?? commandOf(name)
    if (!command) return
    if (confirmationOf(name, chat, i18n)) setAsking({ name, command })
    else void perform(command)
  }
  const latest = useRef(request)
  useEffect(() => {
    latest.current = request
  })
  const { id } = chat
  useEffect(
    () =>
      onChatActionRequest((asked) => {
        if (asked.chatId === id) latest.current(asked)
      }),
    [id],
  )

  const question = asking && confirmationOf(asking.name, chat, i18n)
  // What the composer offers stands there, not here.
  const inMenu = menuActions.filter(
    (name) => !['answer', 'join', 'takeOver', 'start'].includes(name) && available(name),
  )
  return (
    <>
      {available('finish') && (
        <Button
          busy={busy === 'finish'}
          className="@max-[900px]/panel:hidden"
          onClick={() => request({ name: 'finish' })}
        >
          <CircleCheck strokeWidth={1.5} />
          {t('chatActions.close')}
        </Button>
      )}
      <ActionMenu
        actions={inMenu}
        busy={busy !== null}
        onChoose={(name) => request({ name })}
        more={[...more, { words: t('chatActions.messenger'), run: () => portal.openMessenger(chat.id) }]}
      />
      {notice && (
        <Toast
          text={notice.text}
          bad={notice.bad}
          code={notice.code}
          onUndo={notice.undo && (() => notice.undo && void perform(notice.undo, false))}
          onClose={forget}
        />
      )}
      {choosing === 'rate' && chat.dialog?.headVote && (
        <Suspense fallback={<DialogFallback onClose={() => setChoosing(null)} />}>
          <RateDialog
            vote={chat.dialog.headVote}
            operator={chat.operatorName}
            onAnswer={(rating) => {
              setChoosing(null)
              if (rating) void perform({ name: 'rate', ...rating })
            }}
          />
        </Suspense>
      )}
      {(choosing === 'transfer' || choosing === 'add') && (
        <Suspense fallback={<DialogFallback onClose={() => setChoosing(null)} />}>
          <TransferDialog
            chat={chat}
            me={me}
            purpose={choosing}
            onAnswer={(to: TransferTarget | null) => {
              setChoosing(null)
              if (!to) return
              if (choosing === 'transfer') void perform({ name: 'transfer', to })
              else if (to.kind === 'person')
                void perform({ name: 'addParticipant', item, userId: to.id, person: to.name })
            }}
          />
        </Suspense>
      )}
      {question && asking && (
        <ConfirmDialog
          question={question}
          onAnswer={(yes) => {
            setAsking(null)
            if (yes) void perform(asking.command)
          }}
        />
      )}
    </>
  )
}
