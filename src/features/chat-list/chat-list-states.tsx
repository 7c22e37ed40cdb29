import { type PhraseKey, useT } from '@/i18n/i18n'
import { useNow } from '@/lib/page-visibility'
import type { StartFailure } from '@/queries/card'
import type { PortalError } from '@/queries/card-context'
import { Skeleton } from '@/ui/skeleton'

/** Texts for a list that failed to load: empty state, title, text. */
export interface ErrorTextKeys {
  readonly kind: 'failed' | 'waiting'
  readonly title: PhraseKey
  readonly text: PhraseKey
}

const failedTexts: ErrorTextKeys = { kind: 'failed', title: 'chatList.failedTitle', text: 'chatList.failedText' }
const rejected: ErrorTextKeys = { ...failedTexts, text: 'chatList.refusedText' }

// A missing right has its own page over the whole panel.
const texts: Readonly<Partial<Record<PortalError['kind'], ErrorTextKeys>>> = {
  limit: { kind: 'waiting', title: 'chatList.limitTitle', text: 'chatList.limitText' },
  'sign-in': { kind: 'failed', title: 'chatList.signInTitle', text: 'chatList.signInText' },
  refused: rejected,
  malformed: rejected,
}

/** Texts for a failure, by its kind and never by the portal's description. */
export const listErrorTexts = (error: PortalError | null): ErrorTextKeys =>
  texts[error?.kind ?? 'network'] ?? failedTexts

/** When the next attempt of a start is made. Nothing for screen readers: it changes every second. */
export const NextAttempt = ({ at }: { readonly at: number | null }) => {
  const t = useT()
  const now = useNow(1_000)
  const seconds = at === null ? 0 : Math.ceil((at - now) / 1_000)
  return (
    <span aria-hidden="true" className="tabular-nums">
      {seconds > 0 ? t('chatList.nextAttempt', { seconds }) : t('chatList.attempting')}
    </span>
  )
}

const rows = [0, 1, 2, 3, 4, 5]

/** Placeholders of rows, as in the page itself (index.html), whose place they take: they appear at once. */
export const ListSkeleton = ({ label, failure }: { label: string; failure: StartFailure | null }) => {
  const t = useT()
  return (
    <>
      {failure && (
        <p role="status" className="flex flex-wrap justify-between gap-x-3 px-4 pt-2 text-xs text-fg-2">
          <span>{t(listErrorTexts(failure.error).title)}</span>
          <NextAttempt at={failure.nextAt} />
        </p>
      )}
      <Skeleton label={label} className="sk-rows">
        {rows.map((place) => (
          <div key={place} className="sk-row">
            <i />
            <span>
              <i />
              <i />
              <i />
            </span>
          </div>
        ))}
      </Skeleton>
    </>
  )
}
