import { Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { ChatActionIcon } from '@/components/action-icon'
import type { Chat } from '@/domain/chat'
import type { TransferTarget } from '@/domain/chat-action-entry'
import { chatActions, isSimple, menuActions, type ChatActionName, type ChatCommand } from '@/domain/chat-actions'
import { type CrmItem, replyItem } from '@/domain/crm'
import type { UserId } from '@/domain/ids'
import { useI18n } from '@/i18n/i18n'
import { lazyWithRetry } from '@/lib/lazy-with-retry'
import { onChatActionRequest, type ChatActionRequest } from '@/lib/panel-events'
import { useChatActions } from '@/mutations/run-chat-action'
import { usePortal } from '@/queries/card-context'
import { Button } from '@/ui/button'
import { ConfirmDialog, DialogFallback } from '@/ui/dialog'
import { Toast } from '@/ui/toast'
import { ActionMenu, type MoreItem } from './action-menu'
import { actionLabel, confirmationOf, errorText, failedActionName, successText } from './action-texts'

const RateDialog = lazyWithRetry(async () => (await import('./rate-dialog')).RateDialog)
const TransferDialog = lazyWithRetry(async () => (await import('./transfer-dialog')).TransferDialog)

interface ActionToast {
  readonly text: string
  readonly bad: boolean
  readonly code: string | null
  readonly undo: ChatCommand | null
}

/** The command that undoes another one; null = none. `item`: the record by which the chat is known; `me`: the caller. */
const undoOf = (command: ChatCommand, item: CrmItem, me: UserId): ChatCommand | null => {
  const { undo } = chatActions[command.name]
  if (undo === undefined) return null
  if (isSimple(undo)) return { name: undo }
  if (undo === 'leave') return { name: undo, item, userId: me, person: '' }
  const back = undo === 'addParticipant' || undo === 'removeParticipant'
  return back && 'person' in command ? { ...command, name: undo } : null
}

/**
 * Runs every action on the open chat: the header's Close and More, confirmations before, notices after.
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
  /** Items of the menu below the actions. */
  readonly more: readonly MoreItem[]
}) => {
  const i18n = useI18n()
  const item = replyItem(chat, cardItem)
  const { t } = i18n
  const portal = usePortal()
  const { available, busy, run } = useChatActions(chat, me)
  const [toConfirm, setToConfirm] = useState<{ readonly name: ChatActionName; readonly command: ChatCommand } | null>(
    null,
  )
  const [choosing, setChoosing] = useState<ChatActionName | null>(null)
  const [notice, setNotice] = useState<ActionToast | null>(null)
  const forget = useCallback(() => setNotice(null), [])

  const perform = async (command: ChatCommand, undoable = true) => {
    setNotice(null)
    const result = await run(command)
    if (!result) return
    const problem = errorText(result)
    if (problem) {
      const text = t(problem.words, { action: failedActionName(command.name, t) })
      return setNotice({ text, bad: true, code: problem.code, undo: null })
    }
    const undo = undoable ? undoOf(command, item, me) : null
    setNotice({ text: successText(command, i18n), bad: false, code: null, undo })
  }
  const commandOf = (name: ChatActionName): ChatCommand | null => {
    if (isSimple(name)) return { name }
    return name === 'leave' ? { name, item, userId: me, person: '' } : null
  }
  const request = ({ name, command: given }: Pick<ChatActionRequest, 'name' | 'command'>) => {
    if (busy) return
    if (chatActions[name].input === 'dialog' && !given) return setChoosing(name)
    const command = given ?? commandOf(name)
    if (!command) return
    if (confirmationOf(name, chat, i18n)) setToConfirm({ name, command })
    else void perform(command)
  }
  const latest = useRef(request)
  useEffect(() => {
    latest.current = request
  })
  const { id } = chat
  useEffect(
    () =>
      onChatActionRequest((requested) => {
        if (requested.chatId === id) latest.current(requested)
      }),
    [id],
  )

  const question = toConfirm && confirmationOf(toConfirm.name, chat, i18n)
  const inMenu = menuActions.filter((name) => chatActions[name].menus === 'all' && available(name))
  return (
    <>
      {available('close') && (
        <Button
          busy={busy === 'close'}
          className="@max-[900px]/panel:hidden"
          onClick={() => request({ name: 'close' })}
        >
          <ChatActionIcon name="close" />
          {actionLabel('close', t)}
        </Button>
      )}
      <ActionMenu
        actions={inMenu}
        busy={busy !== null}
        onChoose={(name) => request({ name })}
        more={[...more, { label: t('chatActions.messenger'), run: () => portal.openMessenger(chat.id) }]}
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
      {(choosing === 'transfer' || choosing === 'addParticipant') && (
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
      {question && toConfirm && (
        <ConfirmDialog
          question={question}
          onAnswer={(yes) => {
            setToConfirm(null)
            if (yes) void perform(toConfirm.command)
          }}
        />
      )}
    </>
  )
}
