import type { ReactNode } from 'react'

/** The card at the foot of a conversation. */
export const ComposerCard = ({ children }: { children: ReactNode }) => (
  <div className="relative mx-4 mb-3.5 flex-none rounded-xl bg-surface shadow-float forced-colors:border @max-[900px]/panel:mx-2.5 @max-[900px]/panel:mb-2.5 @max-[480px]/panel:mx-0 @max-[480px]/panel:mb-0 @max-[480px]/panel:rounded-b-none">
    {children}
  </div>
)
