import type { PhraseKey } from '@/i18n/i18n'
import type { PortalError } from '@/queries/card-context'
import { Bone, Skeleton } from '@/ui/skeleton'
import { rowAvatar, rowGrid } from './chat-row'

/** What to say about a list that did not load: face, title, text. */
export interface FailureWords {
  readonly kind: 'failed' | 'waiting'
  readonly title: PhraseKey
  readonly text: PhraseKey
}

const failed: FailureWords = { kind: 'failed', title: 'list.failedTitle', text: 'list.failedText' }
const refused: FailureWords = { ...failed, text: 'list.refusedText' }

// What a missing right keeps from the list has a face of its own, over the whole panel.
const words: Readonly<Partial<Record<PortalError['kind'], FailureWords>>> = {
  limit: { kind: 'waiting', title: 'list.limitTitle', text: 'list.limitText' },
  'sign-in': { kind: 'failed', title: 'list.signInTitle', text: 'list.signInText' },
  refused,
  malformed: refused,
}

/** Words for a failure, by its kind and never by the portal's description. */
export const failureWords = (error: PortalError | null): FailureWords => words[error?.kind ?? 'network'] ?? failed

const widths = ['w-1/2', 'w-1/3', 'w-3/5', 'w-2/5', 'w-1/2', 'w-1/3'] as const

/** Rows to come, in the geometry of real ones. */
export const ListSkeleton = ({ label }: { label: string }) => (
  <Skeleton label={label} className="px-1.5 pt-2">
    {widths.map((width, place) => (
      <div key={place} className={`${rowGrid} border border-transparent`}>
        <Bone className={`flex-none rounded-full ${rowAvatar}`} />
        <span className="grid flex-1 content-center gap-2">
          <Bone className={`h-2.5 rounded-xs ${width}`} />
          <Bone className="h-2.5 w-5/6 rounded-xs" />
          <Bone className="h-2.5 w-1/4 rounded-xs @max-[900px]/panel:hidden @max-[480px]/panel:block" />
        </span>
      </div>
    ))}
  </Skeleton>
)
