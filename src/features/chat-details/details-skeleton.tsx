import { Skeleton, SkeletonBar } from '@/ui/skeleton'

/** Cards to come, in the geometry of real ones. */
export const DetailsSkeleton = ({ label }: { label: string }) => (
  <Skeleton label={label} className="grid gap-2 p-2">
    <span className="flex items-center gap-3 rounded-md bg-surface px-3.5 py-3 shadow-area">
      <SkeletonBar className="size-10.5 rounded-full" />
      <span className="grid flex-1 gap-2">
        <SkeletonBar className="h-2.5 w-2/3 rounded-xs" />
        <SkeletonBar className="h-2.5 w-2/5 rounded-xs" />
      </span>
    </span>
    {[2, 4, 3].map((lines) => (
      <span key={lines} className="grid gap-3.5 rounded-md bg-surface px-3.5 py-4 shadow-area">
        {Array.from({ length: lines }, (_, line) => (
          <SkeletonBar key={line} className={`h-2.5 rounded-xs ${line === 0 ? 'w-1/3' : 'w-full'}`} />
        ))}
      </span>
    ))}
  </Skeleton>
)
