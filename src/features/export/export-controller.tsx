import { useQueryClient } from '@tanstack/react-query'
import { Suspense, useEffect, useRef, useState } from 'react'
import type { Chat } from '@/domain/chat'
import type { ChatId, UserId } from '@/domain/ids'
import { useI18n } from '@/i18n/i18n'
import { importWithRetry, lazyWithRetry } from '@/lib/lazy-with-retry'
import { useMessageWindow } from '@/queries/messages'
import { usePortal } from '@/queries/card-context'
import { openSessions, wholeHistory } from '@/queries/session-history'
import { useTeamChatId } from '@/queries/team-chat'
import { DialogFallback } from '@/ui/dialog'
import { onExportRequested } from '@/lib/panel-events'
import type { ExportJob } from './export-job'
import type { ExportFormat } from './export-writer'

const ExportDialog = lazyWithRetry(async () => (await import('./export-dialog')).ExportDialog)
const ExportProgress = lazyWithRetry(async () => (await import('./export-progress')).ExportProgress)

/** The query of no chat is never filled. */
const nobody = 0 as ChatId

/** Where an export of the open conversation is asked for, and where it is seen while it lasts, whichever chat is open then. */
export const ExportController = ({ chat, me }: { readonly chat: Chat | null; readonly me: UserId }) => {
  const i18n = useI18n()
  const portal = usePortal()
  const client = useQueryClient()
  const [asking, setAsking] = useState<Chat | null>(null)
  const [job, setJob] = useState<ExportJob | null>(null)
  const running = useRef<ExportJob | null>(null)
  const outside = useMessageWindow((asking ?? chat)?.id ?? nobody)?.source === 'history'
  const team = useTeamChatId()
  useEffect(() => onExportRequested(() => setAsking(chat)), [chat])
  // Whose card was closed to him takes nothing along.
  useEffect(() => () => running.current?.cancel(), [])

  const start = async (of: Chat, format: ExportFormat, withNotes: boolean) => {
    const { startExport } = await importWithRetry(() => import('./export-job'))
    running.current?.cancel()
    running.current = startExport({
      chat: of,
      format,
      me,
      history: outside ? openSessions(portal, client, of.id) : wholeHistory(portal, of.id),
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
      {asking && (
        <Suspense fallback={<DialogFallback onClose={() => setAsking(null)} />}>
          <ExportDialog
            chat={asking}
            outside={outside}
            hasNotes={team > 0}
            running={job && job.step().name !== 'ready' ? job.chat.client : null}
            onAnswer={(request) => {
              setAsking(null)
              if (request) void start(asking, request.format, request.notes)
            }}
          />
        </Suspense>
      )}
    </>
  )
}
