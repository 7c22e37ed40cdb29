import { type PhraseKey, useT } from '@/i18n/i18n'
import { useNow } from '@/lib/page-visibility'
import type { StartFailure } from '@/queries/card'
import type { PortalError } from '@/queries/card-context'
import { SkeletonBar, Skeleton } from '@/ui/skeleton'
import { rowAvatar, rowGrid } from './chat-row'

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

const widths = ['w-1/2', 'w-1/3', 'w-3/5', 'w-2/5', 'w-1/2', 'w-1/3'] as const

/** Placeholders of rows, with the geometry of real ones. */
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
      <Skeleton label={label} className="px-1.5 pt-2">
        {widths.map((width, place) => (
          <div key={place} className={`${rowGrid} border border-transparent`}>
            <SkeletonBar className={`flex-none rounded-full ${rowAvatar}`} />
            <span className="grid flex-1 content-center gap-2">
              <SkeletonBar className={`h-2.5 rounded-xs ${width}`} />
              <SkeletonBar className="h-2.5 w-5/6 rounded-xs" />
              <SkeletonBar className="h-2.5 w-1/4 rounded-xs @max-[900px]/panel:hidden @max-[480px]/panel:block" />
            </span>
          </div>
        ))}
      </Skeleton>
    </>
  )
}
