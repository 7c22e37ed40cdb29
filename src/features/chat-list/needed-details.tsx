import { useEffect, useState, type RefObject } from 'react'
import type { ChatId } from '@/domain/ids'
import { useNeedDetails } from '@/queries/card'

/** Asks for the details of the rows on screen and shows nothing: a component of its own, so that scrolling renders only it. */
export const NeededDetails = ({
  list,
  chatIds,
}: {
  list: RefObject<HTMLElement | null>
  chatIds: readonly ChatId[]
}) => {
  const [seen, setSeen] = useState<readonly ChatId[]>([])
  const key = chatIds.join()

  useEffect(() => {
    const root = list.current
    if (!root) return
    const onScreen = new Set<ChatId>()
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const id = Number(target.getAttribute('data-chat')) as ChatId
          if (isIntersecting) onScreen.add(id)
          else onScreen.delete(id)
        }
        setSeen([...onScreen])
      },
      { root, rootMargin: '160px 0px' },
    )
    for (const id of key.split(',')) {
      const row = root.querySelector(`[data-chat="${id}"]`)
      if (row) observer.observe(row)
    }
    return () => observer.disconnect()
  }, [list, key])

  useNeedDetails(seen)
  return null
}
