import type { ReactNode } from 'react'

/** One grey bar or disc of a skeleton; size and shape by classes. */
export const SkeletonBar = ({ className }: { className: string }) => (
  <span className={`block bg-bone motion-safe:animate-bone ${className}`} />
)

/**
 * Frame of a skeleton: says `label` to screen readers, hides its bones from them. With the class `animate-late` it appears after 150 ms.
 * It has no shortest time on screen: that would only hold back messages that are already here.
 */
export const Skeleton = ({ label, className, children }: { label: string; className: string; children: ReactNode }) => (
  <div role="status" className={className}>
    <span className="sr-only">{label}</span>
    <div aria-hidden="true" className="contents">
      {children}
    </div>
  </div>
)
