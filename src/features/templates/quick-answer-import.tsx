import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Chat } from '@/domain/chat'
import type { LineId } from '@/domain/ids'
import { MAX_NAME_LENGTH, MAX_TEXT_LENGTH, nextVersion, type QuickAnswer, type Template } from '@/domain/template'
import { templateBytes } from '@/settings/template-codec'
import { useI18n } from '@/i18n/i18n'
import { asPortalError, type PortalError } from '@/portal/portal-error'
import { usePortal } from '@/queries/card-context'
import { queryKeys } from '@/queries/query-keys'
import { Button, Spinner } from '@/ui/button'
import { EmptyState } from '@/ui/empty-state'

/** Quick answers of a line. `answers`: undefined while they are loading or failed, null where the portal doesn't show them to the caller. */
export interface QuickAnswers {
  readonly answers: readonly QuickAnswer[] | null | undefined
  readonly error: PortalError | null
  readonly retry: () => void
}

/** Reads a line's quick answers on request; null = no line. */
const useQuickAnswers = (lineId: LineId | null): QuickAnswers => {
  const portal = usePortal()
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: queryKeys.fetchQuickAnswers(lineId ?? 0),
    queryFn: () => (lineId === null ? Promise.resolve([]) : portal.fetchQuickAnswers(lineId)),
    retry: false,
  })
  return {
    answers: data,
    error: error && !isFetching ? asPortalError(error) : null,
    retry: () => void refetch(),
  }
}

const NO_SCOPE_CODES = new Set(['INSUFFICIENT_SCOPE', 'ERROR_METHOD_NOT_FOUND'])

/** Makes templates of the quick answers of the open chat's line. */
export const QuickAnswerImport = ({
  chat,
  have,
  free,
  onImport,
  onCancel,
}: {
  readonly chat: Chat | null
  readonly have: readonly Template[]
  /** Free space in stored bytes. */
  readonly free: number
  readonly onImport: (templates: readonly Template[]) => void
  readonly onCancel: () => void
}) => {
  const { t, format } = useI18n()
  const lineId = chat?.dialog?.lineId ?? null
  const { answers, error, retry } = useQuickAnswers(lineId)
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  if (lineId === null) return <EmptyState kind="empty" title={t('templates.importNoLine')} />
  if (error)
    return NO_SCOPE_CODES.has(error.code.toUpperCase()) ? (
      <EmptyState
        kind="forbidden"
        title={t('templates.importNoScope')}
        text={t('templates.importNoScopeText')}
        code={error.code}
      />
    ) : (
      <EmptyState
        kind={error.kind === 'forbidden' ? 'forbidden' : 'failed'}
        title={t(error.kind === 'forbidden' ? 'templates.importForbidden' : 'templates.importFailed')}
        code={error.code}
        actions={<Button onClick={retry}>{t('common.tryAgain')}</Button>}
      />
    )
  if (answers === null)
    return <EmptyState kind="forbidden" title={t('templates.importForbidden')} text={t('templates.importHiddenText')} />
  if (answers === undefined)
    return (
      <p role="status" className="flex items-center gap-2 px-5 py-4 text-sm text-fg-2">
        <Spinner /> {t('templates.importLoading')}
      </p>
    )
  if (answers.length === 0) return <EmptyState kind="empty" title={t('templates.importNone')} />

  const known = new Set(have.map(({ text }) => text))
  const templates = answers
    .filter(({ id }) => chosen.has(id))
    .map(({ name, text }) =>
      nextVersion(
        { name: name.slice(0, MAX_NAME_LENGTH), command: '', text: text.slice(0, MAX_TEXT_LENGTH) },
        null,
        crypto.randomUUID(),
        Date.now(),
      ),
    )
  const need = templates.reduce((sum, template) => sum + templateBytes(template), 0)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (templates.length > 0 && need <= free) onImport(templates)
  }
  return (
    <form onSubmit={submit} className="flex min-h-0 flex-1 flex-col">
      <p className="flex-none px-5 pt-3 pb-2 text-sm text-fg-2">
        {t('templates.importText', { line: chat?.lineName ?? '' })}
      </p>
      <ul className="min-h-0 flex-1 overflow-y-auto px-2.5 scrollbar-thin">
        {answers.map(({ id, name, text }) => {
          const here = known.has(text.slice(0, MAX_TEXT_LENGTH))
          return (
            <li key={id}>
              <label className="flex min-h-10 items-start gap-3 rounded-sm px-2.5 py-1.5 hover:bg-hover">
                <input
                  type="checkbox"
                  className="mt-0.5 size-4 flex-none accent-primary"
                  disabled={here}
                  checked={chosen.has(id)}
                  onChange={({ target }) => {
                    const next = new Set(chosen)
                    if (target.checked) next.add(id)
                    else next.delete(id)
                    setChosen(next)
                  }}
                />
                <span className="min-w-0">
                  <bdi className="block font-medium wrap-anywhere">{name}</bdi>
                  <span dir="auto" className="line-clamp-2 text-sm text-fg-2 wrap-anywhere">
                    {text}
                  </span>
                  {here && <span className="block text-xs text-fg-3">{t('templates.importExisting')}</span>}
                </span>
              </label>
            </li>
          )
        })}
      </ul>
      <p role="status" className="px-5 text-sm text-alert-fg">
        {need > free && t('templates.storageFull', { free: format.size(free), need: format.size(need) })}
      </p>
      <footer className="flex flex-none flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
        <Button type="submit" variant="primary" disabled={templates.length === 0 || need > free}>
          {t('templates.importDo', { count: templates.length })}
        </Button>
      </footer>
    </form>
  )
}
