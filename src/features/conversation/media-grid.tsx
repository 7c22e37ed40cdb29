import { useState, type KeyboardEvent } from 'react'
import { shelfKey, type ShelfFile } from '@/domain/shelf'
import { useSpeech } from '@/i18n/i18n'
import { Thumb } from './thumb'

/** Pictures and videos as squares: one stop of Tab, arrows lead from one to the next. */
export const MediaGrid = ({
  media,
  onOpen,
}: {
  readonly media: readonly ShelfFile[]
  readonly onOpen: (one: ShelfFile) => void
}) => {
  const { direction } = useSpeech()
  const [last, setLast] = useState<string | null>(null)
  const stop = Math.max(
    0,
    media.findIndex((one) => shelfKey(one) === last),
  )
  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const across = direction === 'rtl' ? -1 : 1
    const columns = getComputedStyle(event.currentTarget).gridTemplateColumns.split(' ').length
    const to = {
      ArrowRight: stop + across,
      ArrowLeft: stop - across,
      ArrowDown: stop + columns,
      ArrowUp: stop - columns,
      Home: 0,
      End: media.length - 1,
    }[event.key]
    if (to === undefined) return
    event.preventDefault()
    event.currentTarget.querySelectorAll('button')[to]?.focus()
  }
  return (
    // Its buttons' keys come by here.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(6.5rem,1fr))] gap-1.5" onKeyDown={onKeyDown}>
      {media.map((one, index) => (
        <li key={shelfKey(one)}>
          <Thumb
            one={one}
            tabIndex={index === stop ? 0 : -1}
            onFocus={() => setLast(shelfKey(one))}
            onOpen={() => onOpen(one)}
          />
        </li>
      ))}
    </ul>
  )
}
