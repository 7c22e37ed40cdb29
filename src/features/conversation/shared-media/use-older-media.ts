import { useEffect, useRef, useState } from 'react'
import type { ChatId, MessageId } from '@/domain/ids'
import type { Message } from '@/domain/message'
import type { MessageWindow } from '@/domain/message-window'
import type { People } from '@/domain/person'
import { asPortalError, type PortalError } from '@/portal/portal-error'
import { usePortal } from '@/queries/card-context'

/** Messages picked from a chat's history beyond its loaded window, going back. */
export interface OlderMedia {
  /** Picked so far, oldest first; without those of the window. */
  readonly picked: readonly Message[]
  readonly people: People
  /** Date of the oldest message read, unix ms; null = none yet. */
  readonly reached: number | null
  /** There are older messages to read. */
  readonly more: boolean
  readonly status: 'idle' | 'looking' | 'failed'
  readonly error: PortalError | null
  /** Continues until `enough` messages were picked, the beginning is reached, or it is stopped. */
  readonly look: () => void
  readonly stop: () => void
}

const PAGES_PER_LOAD = 6
const PAGE_PAUSE_MS = 300

const NO_PEOPLE: People = new Map()

/** Reads older messages of a chat the caller is in, and keeps only those that `wanted` picks. The window doesn't change. */
export const useOlderMedia = (
  chatId: ChatId,
  window: MessageWindow | null,
  wanted: (message: Message) => boolean,
  enough: number,
): OlderMedia => {
  const portal = usePortal()
  const [found, setFound] = useState<Pick<OlderMedia, 'picked' | 'people' | 'reached' | 'more'>>({
    picked: [],
    people: NO_PEOPLE,
    reached: null,
    more: true,
  })
  const [state, setState] = useState<Pick<OlderMedia, 'status' | 'error'>>({ status: 'idle', error: null })
  const edge = useRef<MessageId | null>(null)
  const going = useRef(false)
  useEffect(
    () => () => {
      going.current = false
    },
    [],
  )
  // After a jump back the newest messages aren't loaded: then the whole history is read.
  const oldest = window?.hasNewer ? undefined : window?.messages[0]

  const look = async () => {
    if (going.current || window?.source !== 'member') return
    going.current = true
    setState({ status: 'looking', error: null })
    try {
      for (let count = 0; going.current && count < enough;) {
        const come = await portal.fetchMessageRange(chatId, 'older', edge.current ?? oldest?.id ?? 0, PAGES_PER_LOAD)
        const messages = come.messages.toSorted((a, b) => a.id - b.id)
        const first = messages[0]
        if (first) edge.current = first.id
        const picked = messages.filter(wanted)
        count += picked.length
        setFound((before) => ({
          picked: [...picked, ...before.picked],
          people: new Map([...before.people, ...come.people]),
          reached: first?.date ?? before.reached,
          more: come.more && first !== undefined,
        }))
        if (!come.more || !first) break
        await new Promise((resolve) => setTimeout(resolve, PAGE_PAUSE_MS))
      }
      setState({ status: 'idle', error: null })
    } catch (thrown) {
      setState({ status: 'failed', error: asPortalError(thrown) })
    }
    going.current = false
  }
  return {
    ...found,
    ...state,
    reached: found.reached ?? oldest?.date ?? null,
    more: found.more && window?.source === 'member' && (window.hasNewer || window.hasOlder),
    look: () => void look(),
    stop: () => {
      going.current = false
    },
  }
}
