import { Bone } from '@/ui/bone'
import { Skeleton } from '@/ui/skeleton'
import { rowAvatar, rowGrid } from './chat-row'

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
