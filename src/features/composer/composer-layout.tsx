import type { ReactNode } from 'react'

/** The card at the bottom of a conversation. */
export const ComposerFrame = ({ children }: { children: ReactNode }) => (
  <div className="relative mx-4 mb-3.5 flex-none rounded-xl bg-surface shadow-float forced-colors:border @max-[900px]/panel:mx-2.5 @max-[900px]/panel:mb-2.5 @max-[480px]/panel:mx-0 @max-[480px]/panel:mb-0 @max-[480px]/panel:rounded-b-none">
    {children}
  </div>
)

/** The row below a field: the recipient, the buttons that insert something, Send. It wraps where it is too narrow. */
export const ComposerRow = ({ children }: { children: ReactNode }) => (
  <div className="flex flex-wrap items-center justify-end gap-2 pt-1 pe-1.5 pb-1.5 ps-3.5 @max-[900px]/panel:gap-1 @max-[900px]/panel:ps-2.5 @max-[480px]/panel:gap-2 @max-[480px]/panel:ps-3.5 @max-[480px]/panel:pe-2 @max-[480px]/panel:pb-2">
    {children}
  </div>
)
