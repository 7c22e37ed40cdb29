import { Bone } from '@/ui/bone'
import { Skeleton } from '@/ui/skeleton'

const bubbles = [
  ['w-1/2', false],
  ['w-2/5', false],
  ['w-3/5', true],
  ['w-1/3', false],
  ['w-2/5', true],
  ['w-1/4', true],
] as const

/** Bubbles to come, at the end of the log like real ones. */
export const ConversationSkeleton = ({ label }: { label: string }) => (
  <Skeleton
    label={label}
    className="flex h-full flex-col justify-end gap-2 overflow-hidden px-5 pb-4 @max-[900px]/panel:px-3"
  >
    {bubbles.map(([width, out], place) => (
      <div key={place} className={`flex items-end gap-2 ${out ? 'justify-end' : ''}`}>
        {!out && <Bone className="size-8 flex-none rounded-full" />}
        <Bone className={`h-9 rounded-xl ${width}`} />
      </div>
    ))}
  </Skeleton>
)
