import { daysUntil, statisticsOf } from '@/domain/chat-statistics'
import type { ChatId, UserId } from '@/domain/ids'
import { addRange, MAX_WINDOW_MESSAGES, type MessageWindow } from '@/domain/message-window'
import { useI18n } from '@/i18n/i18n'
import { usePortalNow } from '@/lib/page-visibility'
import { usePortal } from '@/queries/card-context'
import { useMessageWindow } from '@/queries/messages'
import { queryKeys } from '@/queries/query-keys'
import { Button, Spinner } from '@/ui/button'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { DetailsSection } from './details-section'

/** Loads the missing messages of a period. `full` = no more fit into memory. */
export interface LoadSince {
  readonly status: 'idle' | 'loading' | 'failed' | 'full'
  readonly load: (since: number) => void
  readonly cancel: () => void
}

const PAGES_PER_REQUEST = 4

/** Reads older messages of a chat, page by page, until a time (unix ms), the beginning, or the limit of loaded messages is reached. */
export const useLoadSince = (chatId: ChatId): LoadSince => {
  const portal = usePortal()
  const client = useQueryClient()
  const [status, setStatus] = useState<LoadSince['status']>('idle')
  const wanted = useRef(false)
  useEffect(
    () => () => {
      wanted.current = false
    },
    [chatId],
  )
  const load = async (since: number) => {
    const key = queryKeys.messages(chatId)
    setStatus('loading')
    wanted.current = true
    try {
      while (wanted.current) {
        const window = client.getQueryData<MessageWindow>(key)
        const oldest = window?.messages[0]
        if (!window || !oldest || !window.hasOlder || window.source !== 'member' || oldest.date < since) break
        // More would drop the newest messages.
        if (window.messages.length + PAGES_PER_REQUEST * 50 > MAX_WINDOW_MESSAGES) return setStatus('full')
        const come = await portal.fetchMessageRange(chatId, 'older', oldest.id, PAGES_PER_REQUEST)
        client.setQueryData<MessageWindow>(key, (now) => now && addRange(now, oldest.id, 'older', come, come.more))
        if (come.messages.length === 0) break
      }
      setStatus('idle')
    } catch {
      setStatus('failed')
    }
  }
  return {
    status,
    load: (since) => void load(since),
    cancel: () => {
      wanted.current = false
    },
  }
}

const PERIODS_DAYS = [7, 30] as const

/** Statistics of the last days: three numbers, bars by day, and a table; from the loaded messages alone. */
export const Statistics = ({ chatId, me }: { readonly chatId: ChatId; readonly me: UserId }) => {
  const { t, format } = useI18n()
  const window = useMessageWindow(chatId)
  const [period, setPeriod] = useState<(typeof PERIODS_DAYS)[number]>(7)
  const [table, setTable] = useState(false)
  const { status, load, cancel } = useLoadSince(chatId)
  const now = usePortalNow(60_000)
  const today = daysUntil(now, 1)[0] ?? 0
  const days = useMemo(() => daysUntil(today, period), [today, period])
  const found = useMemo(
    () => statisticsOf(window?.messages ?? [], window?.people ?? new Map(), me, days),
    [window, me, days],
  )
  if (!window) return null
  const start = days[0] ?? 0
  const oldest = window.messages[0]?.date ?? now
  const lacks = window.source === 'history' || (window.hasOlder && oldest > start)
  const most = Math.max(1, ...found.days.map((day) => day.in + day.out))
  const span = (ms: number | null) => (ms === null ? '–' : format.span(ms))
  const numbers = [
    [t('statistics.messages'), format.number(found.in + found.out)],
    [t('statistics.reply'), span(found.reply)],
    [t('statistics.rating'), found.stars === null ? '–' : format.number(Math.round(found.stars * 10) / 10)],
  ] as const

  return (
    <DetailsSection
      title={t('statistics.title')}
      aside={
        <span role="group" aria-label={t('statistics.period')} className="flex gap-0.5">
          {PERIODS_DAYS.map((count) => (
            <button
              key={count}
              type="button"
              aria-pressed={count === period}
              className="min-h-6 rounded-sm px-1.5 text-xs hover:bg-hover aria-pressed:bg-sel-bg aria-pressed:text-sel-fg @max-[480px]/panel:min-h-10"
              onClick={() => setPeriod(count)}
            >
              {t('statistics.days', { count })}
            </button>
          ))}
        </span>
      }
    >
      <dl className="grid grid-cols-3 gap-2">
        {numbers.map(([name, value]) => (
          <div key={name} className="flex flex-col-reverse justify-end">
            <dt className="text-2xs text-fg-3">{name}</dt>
            <dd className="text-lg font-semibold tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      {found.in + found.out === 0 ? (
        <p className="mt-2 text-sm text-fg-3">{t('statistics.none')}</p>
      ) : (
        <>
          <div
            role="img"
            aria-label={t('statistics.summary', {
              days: t('statistics.days', { count: period }),
              in: format.number(found.in),
              out: format.number(found.out),
            })}
            className="mt-3 flex h-16 items-end gap-px"
          >
            {found.days.map((day) => (
              <span
                key={day.day}
                title={`${format.day(day.day, now)}: ${day.in} / ${day.out}`}
                className="flex h-full min-w-0 flex-1 flex-col justify-end gap-px"
              >
                {/* Sent messages are stacked on received ones, in the order of the legend: colour alone is not enough. */}
                <span
                  className="block rounded-t-[2px] bg-success-fill forced-colors:bg-[Highlight]"
                  style={{ height: `${(day.out / most) * 100}%` }}
                />
                <span
                  className="block bg-accent forced-colors:bg-[CanvasText]"
                  style={{ height: `${(day.in / most) * 100}%` }}
                />
              </span>
            ))}
          </div>
          <p className="mt-1.5 flex flex-wrap gap-x-3 text-2xs text-fg-3">
            <span className="inline-flex items-center gap-1">
              <span aria-hidden="true" className="size-2 rounded-[2px] bg-success-fill" /> {t('statistics.outgoing')}
            </span>
            <span className="inline-flex items-center gap-1">
              <span aria-hidden="true" className="size-2 rounded-[2px] bg-accent" /> {t('statistics.incoming')}
            </span>
          </p>
        </>
      )}
      <p className="mt-2 flex flex-wrap items-center gap-x-2 gap-y-1 text-2xs text-fg-3">
        <span>{lacks ? t('statistics.since', { when: format.dateTime(oldest) }) : t('statistics.all')}</span>
        {lacks && window.source === 'member' && status === 'idle' && (
          <Button size="sm" onClick={() => load(start)}>
            {t('statistics.load')}
          </Button>
        )}
        {status === 'loading' && (
          <>
            <Spinner className="size-3" />
            <Button size="sm" onClick={cancel}>
              {t('chatActions.cancel')}
            </Button>
          </>
        )}
        {status === 'failed' && (
          <>
            <span role="alert">{t('statistics.failed')}</span>
            <Button size="sm" onClick={() => load(start)}>
              {t('common.tryAgain')}
            </Button>
          </>
        )}
        {status === 'full' && <span role="alert">{t('statistics.limitReached')}</span>}
      </p>
      <button
        type="button"
        aria-expanded={table}
        className="mt-1 min-h-6 text-xs text-link hover:underline @max-[480px]/panel:min-h-10"
        onClick={() => setTable(!table)}
      >
        {t(table ? 'statistics.hideTable' : 'statistics.showTable')}
      </button>
      {table && (
        <table className="mt-1 w-full border-collapse text-xs tabular-nums">
          <caption className="pb-1 text-start text-2xs text-fg-3">
            {t('statistics.waitSummary', { first: span(found.firstReply), middle: span(found.reply) })}
          </caption>
          <thead>
            <tr className="text-fg-3">
              <th className="py-0.5 text-start font-normal">{t('statistics.day')}</th>
              <th className="py-0.5 text-end font-normal">{t('statistics.incoming')}</th>
              <th className="py-0.5 text-end font-normal">{t('statistics.outgoing')}</th>
            </tr>
          </thead>
          <tbody>
            {found.days.map((day) => (
              <tr key={day.day} className="border-t border-line">
                <th className="py-0.5 text-start font-normal">{format.day(day.day, now)}</th>
                <td className="py-0.5 text-end">{format.number(day.in)}</td>
                <td className="py-0.5 text-end">{format.number(day.out)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </DetailsSection>
  )
}
