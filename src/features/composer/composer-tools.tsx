import type { ReactNode, RefObject } from 'react'
import { EmojiButton } from './emoji/emoji-button'

/** Buttons that insert into the field: emoji, and templates (as children). */
export const ComposerTools = ({
  field,
  children,
}: {
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly children?: ReactNode
}) => (
  <div className="me-auto flex flex-none items-center">
    <EmojiButton field={field} />
    {children}
  </div>
)
