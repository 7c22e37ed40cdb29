import { Skeleton } from '@/ui/skeleton'

const bubbles = [0, 1, 2, 3, 4, 5].map((place) => <i key={place} />)

/** In place of a chat's messages, at the end of the log like real ones. `late`: not in the first 150 ms. */
export const MessagesSkeleton = ({ label, late }: { readonly label: string; readonly late: boolean }) => (
  <Skeleton label={label} className={`flex min-h-0 flex-1 flex-col ${late ? 'animate-late' : ''}`}>
    <div className="sk-log justify-end">{bubbles}</div>
  </Skeleton>
)

/** The conversation of the page itself (index.html), while it isn't known which chat will be open. The list says that it is loading. */
export const ConversationSkeleton = () => (
  <div aria-hidden="true" className="contents">
    <div className="sk-top">
      <i />
      <i />
    </div>
    <div className="sk-log">{bubbles}</div>
  </div>
)
