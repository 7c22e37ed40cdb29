import { useQueryClient } from '@tanstack/react-query'
import { Suspense, useEffect, useRef, useState } from 'react'
import type { Chat } from '@/domain/chat'
import type { ChatId, UserId } from '@/domain/ids'
import { useI18n } from '@/i18n/i18n'
import { importWithRetry } from '@/lib/import-with-retry'
import { lazyWithRetry } from '@/lib/lazy-with-retry'
import { useMessageWindow } from '@/queries/messages'
import { useOpenedCard } from '@/queries/card-context'
import { openSessions, wholeHistory } from '@/queries/session-history'
import { useTeamChatId } from '@/queries/team-notes'
import { DialogFallback } from '@/ui/dialog'
import { onExportRequested } from '@/lib/panel-events'
import type { ExportJob } from './export-job'
import type { ExportFormat } from './export-writer'

const ExportDialog = lazyWithRetry(async () => (await import('./export-dialog')).ExportDialog)
const ExportProgress = lazyWithRetry(async () => (await import('./export-progress')).ExportProgress)

/** The query of no chat is never filled. */
const NO_CHAT = 0 as ChatId

/** The export of the open conversation: its dialog, and its progress while it runs, whichever chat is open then. */
export const ExportController = ({ chat, me }: { readonly chat: Chat | null; readonly me: UserId }) => {
  const i18n = useI18n()
  const card = useOpenedCard()
  const { portal } = card
  const client = useQueryClient()
  const [dialogChat, setDialogChat] = useState<Chat | null>(null)
  const [job, setJob] = useState<ExportJob | null>(null)
  const running = useRef<ExportJob | null>(null)
  const outside = useMessageWindow((dialogChat ?? chat)?.id ?? NO_CHAT)?.source === 'history'
  const team = useTeamChatId()
  useEffect(() => onExportRequested(() => setDialogChat(chat)), [chat])
  // An operator who lost access to the card gets no file.
  useEffect(() => () => running.current?.cancel(), [])

  const start = async (of: Chat, format: ExportFormat, withNotes: boolean) => {
    const { startExport } = await importWithRetry(() => import('./export-job'))
    running.current?.cancel()
    running.current = startExport({
      chat: of,
      format,
      me,
      history: outside ? openSessions(card, client, of) : wholeHistory(portal, of.id),
      notes: withNotes ? wholeHistory(portal, team) : null,
      outside,
      i18n,
      origin: portal.origin,
    })
    setJob(running.current)
  }

  return (
    <>
      {job && (
        <Suspense>
          <ExportProgress job={job} onClose={() => setJob(null)} />
        </Suspense>
      )}
      {dialogChat && (
        <Suspense fallback={<DialogFallback onClose={() => setDialogChat(null)} />}>
          <ExportDialog
            chat={dialogChat}
            outside={outside}
            hasNotes={team > 0}
            running={job && job.step().name !== 'ready' ? job.chat.client : null}
            onAnswer={(request) => {
              setDialogChat(null)
              if (request) void start(dialogChat, request.format, request.notes)
            }}
          />
        </Suspense>
      )}
    </>
  )
}
