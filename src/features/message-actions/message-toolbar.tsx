import Ellipsis from 'lucide-react/icons/ellipsis'
import Reply from 'lucide-react/icons/reply'
import ThumbsUp from 'lucide-react/icons/thumbs-up'
import { Toolbar, ToolbarItem, useToolbarStore } from '@ariakit/react/toolbar'
import { useLayoutEffect, useRef, type ComponentProps } from 'react'
import { useI18n } from '@/i18n/i18n'
import { focusTarget } from '@/lib/focus-targets'
import { messageElement } from '@/lib/message-elements'

const GAP_PX = 6

const Tool = ({ label, children, ...rest }: { label: string } & ComponentProps<typeof ToolbarItem>) => (
  <ToolbarItem
    aria-label={label}
    title={label}
    className="grid size-7 place-items-center rounded-sm text-icon hover:bg-hover hover:text-fg-2 aria-expanded:bg-sel-bg aria-expanded:text-sel-fg aria-pressed:bg-sel-bg aria-pressed:text-sel-fg [&>svg]:size-4.5"
    {...rest}
  >
    {children}
  </ToolbarItem>
)

/**
 * The buttons at a message: on the free side of its bubble, or over its upper edge. It is inside the message's element, above everything,
 * and moves nothing. Tab leads to it, the arrow keys move inside it. null = that button isn't offered.
 */
export const MessageToolbar = ({
  article,
  liked,
  menuOpen,
  onReply,
  onLike,
  onMore,
}: {
  readonly article: HTMLElement
  readonly liked: boolean
  readonly menuOpen: boolean
  readonly onReply: (() => void) | null
  readonly onLike: (() => void) | null
  readonly onMore: (button: HTMLElement) => void
}) => {
  const { t, direction } = useI18n()
  const store = useToolbarStore({ rtl: direction === 'rtl' })
  const bar = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const { current } = bar
    const bubble = messageElement(article)?.bubble
    if (!current || !bubble) return
    const [outer, inner] = [article.getBoundingClientRect(), bubble.getBoundingClientRect()]
    const rightToLeft = getComputedStyle(article).direction === 'rtl'
    const before = rightToLeft ? outer.right - inner.right : inner.left - outer.left
    const atEnd = before > 1
    const room = outer.width - inner.width >= current.offsetWidth + GAP_PX
    const distance = `${room ? inner.width + GAP_PX : GAP_PX}px`
    current.style.insetInlineStart = atEnd === room ? 'auto' : distance
    current.style.insetInlineEnd = atEnd === room ? distance : 'auto'
    // Keeps it below the edge of the log.
    const edge = (focusTarget('log')?.getBoundingClientRect().top ?? 0) + 2
    const top = Math.max(inner.top - (room ? 0 : current.offsetHeight / 2), edge)
    current.style.insetBlockStart = `${top - outer.top}px`
  })
  return (
    <Toolbar
      ref={bar}
      store={store}
      aria-label={t('messageActions.tools')}
      className="absolute z-1 flex gap-0.5 rounded-md border border-line bg-surface p-0.5 text-fg shadow-float"
    >
      {onReply && (
        <Tool label={t('messageActions.reply')} onClick={onReply}>
          <Reply strokeWidth={1.75} className="rtl:-scale-x-100" />
        </Tool>
      )}
      {onLike && (
        <Tool label={t('messageActions.like')} aria-pressed={liked} onClick={onLike}>
          <ThumbsUp strokeWidth={1.75} />
        </Tool>
      )}
      <Tool
        label={t('messageActions.more')}
        aria-haspopup="menu"
        aria-expanded={menuOpen}
        onClick={({ currentTarget }) => onMore(currentTarget)}
      >
        <Ellipsis />
      </Tool>
    </Toolbar>
  )
}
