import {
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  useState,
  type ComponentType,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type RefObject,
} from 'react'
import type { VirtualizerHandle } from 'virtua'
import type { Chat } from '@/domain/chat'
import type { ChatId } from '@/domain/ids'
import type { Relation } from '@/domain/crm'
import { useI18n } from '@/i18n/i18n'
import { waitLevel } from '@/domain/wait-time'
import { usePrefetchDetails } from '@/queries/card'
import { useSetting } from '@/settings/use-setting'
import { chatStatus } from '@/components/chat-status'
import { useChatRows } from '@/lib/chat-rows'
import { importWithRetry } from '@/lib/import-with-retry'
import { usePortalNow } from '@/lib/page-visibility'
import { whenIdle } from '@/lib/when-idle'
import { ChatRow } from './chat-row'
import type { Groups } from './frozen-order'
import type { RowVirtualizer } from './row-virtualizer'
import { useFlipAnimation } from './use-flip-animation'

/** `view` names the active filter and search: rows that it adds or removes are not animated. */
export interface VirtualChatListProps {
  readonly list: RefObject<HTMLDivElement | null>
  readonly groups: Groups
  readonly view: string
  readonly selectedId: ChatId | null
  readonly onOpen: (id: ChatId) => void
  readonly RelatedLabel: ComponentType<{ via: Relation }> | undefined
}

type Entry = { readonly heading: string } | { readonly chat: Chat; readonly place: number }

/** The virtualiser, once it has been loaded. */
let known: typeof RowVirtualizer | null = null

/** No row is lower than this (px): so many are shown in the first frame. */
const MIN_ROW_PX = 50
/** A longer list has only the rows near the visible part in the page; a shorter one is cheaper without a virtualiser, and nothing is exchanged. */
const MAX_PLAIN_ROWS = 60

/** Rows this near to the edge (px) will soon be visible: their details are requested. */
const NEAR_PX = 160

/** A pointer that moves further (px) during a press means no row. */
const PRESS_PX = 6

/** The row on which a press began, and where. */
interface Pressed {
  readonly chatId: ChatId
  readonly x: number
  readonly y: number
}

/**
 * The listbox. Of a long list only rows near the visible part exist, so the focus stays on the listbox and `aria-activedescendant`
 * names the active row, which always exists.
 */
export const VirtualChatList = ({ list, groups, view, selectedId, onOpen, RelatedLabel }: VirtualChatListProps) => {
  const i18n = useI18n()
  const { t, format } = i18n
  const now = usePortalNow()
  const limits = useSetting('waitLimits')
  const listId = useId()
  const rows = useRef<VirtualizerHandle>(null)
  const [loaded, setLoaded] = useState(() => known)
  const [idle, setIdle] = useState(false)
  const [activeId, setActiveId] = useState<ChatId | null>(null)
  const [onScreen, setOnScreen] = useState<readonly ChatId[]>([])

  const chats = [...groups.open, ...groups.closed]
  const withPlace = (group: readonly Chat[], before: number): readonly Entry[] =>
    group.map((chat, index) => ({ chat, place: before + index + 1 }))
  const entries: readonly Entry[] = [
    ...(groups.open.length > 0 ? [{ heading: t('chatList.open') }] : []),
    ...withPlace(groups.open, 0),
    ...(groups.closed.length > 0 ? [{ heading: t('chatList.closed') }] : []),
    ...withPlace(groups.closed, groups.open.length),
  ]
  const order = chats.map(({ id }) => id)
  const entryOf = (id: ChatId | null) => entries.findIndex((entry) => 'chat' in entry && entry.chat.id === id)
  const active = [activeId, selectedId].find((id) => id !== null && order.includes(id)) ?? order[0] ?? null

  useFlipAnimation(list, order.join(), view)
  usePrefetchDetails(onScreen)

  const isLong = entries.length > MAX_PLAIN_ROWS
  const Rows = isLong ? loaded : null

  const updateOnScreen = () => {
    const handle = rows.current
    if (!handle) {
      const { current: box } = list
      if (!box) return
      // Not by rectangles: rows that are moving to another place are measured where they will be.
      const top = box.offsetTop + box.scrollTop
      const near = [...box.querySelectorAll<HTMLElement>('[data-chat]')].filter(
        ({ offsetTop, offsetHeight }) =>
          offsetTop + offsetHeight > top - NEAR_PX && offsetTop < top + box.clientHeight + NEAR_PX,
      )
      const seen = near.flatMap(({ dataset }) => order.find((id) => id === Number(dataset['chat'])) ?? [])
      return setOnScreen((before) => (before.join() === seen.join() ? before : seen))
    }
    const from = handle.findItemIndex(handle.scrollOffset - NEAR_PX)
    const to = handle.findItemIndex(handle.scrollOffset + handle.viewportSize + NEAR_PX)
    const seen = entries.slice(from, to + 1).flatMap((entry) => ('chat' in entry ? entry.chat.id : []))
    setOnScreen((before) => (before.join() === seen.join() ? before : seen))
  }

  const show = (id: ChatId | null) => {
    const index = entryOf(id)
    if (!rows.current) {
      // To the heading above the first chat, too.
      if (index === 1) list.current?.scrollTo({ top: 0 })
      else if (index > 1) document.getElementById(`${listId}${id}`)?.scrollIntoView({ block: 'nearest' })
      return
    }
    // scrollToIndex takes effect later: without a need it would interrupt an operator who has begun to scroll.
    if (index < 0 || (index === 1 && rows.current.scrollOffset === 0)) return
    // Scrolls to the heading above the first chat, too.
    rows.current.scrollToIndex(index === 1 ? 0 : index, { align: 'nearest' })
  }

  const updateOnScreenNow = useEffectEvent(updateOnScreen)
  const showSelected = useEffectEvent(() => show(selectedId))
  const ids = order.join()
  useEffect(() => {
    if (ids !== '') updateOnScreenNow()
  }, [ids, idle])
  useEffect(() => {
    const update = () => updateOnScreenNow()
    window.addEventListener('resize', update)
    return () => window.removeEventListener('resize', update)
  }, [])
  useEffect(() => {
    if (selectedId !== null) showSelected()
  }, [selectedId])

  const rowAround = (target: EventTarget | null) => {
    const element = target instanceof Element ? target.closest<HTMLElement>('[data-chat]') : null
    const chat =
      element && list.current?.contains(element) && chats.find(({ id }) => id === Number(element.dataset['chat']))
    return chat ? { chatId: chat.id, element } : null
  }
  useChatRows((target) => {
    const element = target === list.current && active !== null ? document.getElementById(`${listId}${active}`) : null
    return element && active !== null ? { chatId: active, element } : rowAround(target)
  })

  const openRow = (chatId: ChatId) => {
    setActiveId(chatId)
    onOpen(chatId)
  }
  const pressed = useRef<Pressed | null>(null)
  const onPointerDown = ({ target, clientX, clientY }: PointerEvent) => {
    const row = rowAround(target)
    pressed.current = row && { chatId: row.chatId, x: clientX, y: clientY }
  }
  const onClick = ({ target }: MouseEvent) => {
    const row = rowAround(target)
    if (!row) return
    pressed.current = null
    openRow(row.chatId)
  }
  // When rows move during a press, it ends as a click on what contains the row and the place below the pointer by then.
  const onOtherClick = useEffectEvent(({ clientX, clientY }: globalThis.MouseEvent) => {
    const { current: press } = pressed
    pressed.current = null
    if (press && Math.hypot(clientX - press.x, clientY - press.y) < PRESS_PX) openRow(press.chatId)
  })
  useEffect(() => {
    const listen = (event: globalThis.MouseEvent) => onOtherClick(event)
    document.addEventListener('click', listen)
    return () => document.removeEventListener('click', listen)
  }, [])

  useEffect(() => whenIdle(() => setIdle(true)), [])
  const isWanted = isLong && idle && !loaded
  useEffect(() => {
    if (!isWanted) return
    let outdated = false
    void importWithRetry(() => import('./row-virtualizer')).then((file) => {
      known = file.RowVirtualizer
      // A row that is taken out during a press gets no click.
      if (outdated) return
      const show = () => setLoaded(() => file.RowVirtualizer)
      if (pressed.current === null) show()
      else document.addEventListener('pointerup', () => setTimeout(show), { once: true })
    })
    return () => {
      outdated = true
    }
  }, [isWanted])

  const onKeyDown = (event: KeyboardEvent) => {
    // Alt+arrows and the like belong to the whole panel.
    if (active === null || event.altKey || event.ctrlKey || event.metaKey) return
    const index = order.indexOf(active)
    const goTo: Readonly<Record<string, number>> = {
      ArrowDown: Math.min(index + 1, order.length - 1),
      ArrowUp: Math.max(index - 1, 0),
      Home: 0,
      End: order.length - 1,
    }
    const next = order[goTo[event.key] ?? -1]
    if (next !== undefined) {
      setActiveId(next)
      show(next)
    } else if (event.key === 'Enter' || event.key === ' ') onOpen(active)
    else return
    event.preventDefault()
  }

  const firstRows = Math.ceil(window.innerHeight / MIN_ROW_PX)
  const row = (entry: Entry) => {
    if ('heading' in entry)
      return (
        <div
          key={entry.heading}
          role="presentation"
          className="flex items-center gap-2 px-2.5 pt-2.5 pb-1 text-xs font-medium text-fg-3 after:h-px after:flex-1 after:bg-line"
        >
          {entry.heading}
        </div>
      )
    const { chat, place } = entry
    const at = chat.last?.date ?? chat.activeAt
    const status = chatStatus(chat, now, i18n, waitLevel(chat.waitingSince, now, limits))
    return (
      <ChatRow
        key={chat.id}
        id={`${listId}${chat.id}`}
        chat={chat}
        RelatedLabel={RelatedLabel}
        place={place}
        total={order.length}
        selected={chat.id === selectedId}
        active={chat.id === active}
        tone={status?.tone ?? null}
        status={status?.text ?? null}
        spokenStatus={status?.spoken ?? null}
        stars={status?.stars ?? null}
        when={at === null ? null : format.shortWhen(at, now)}
      />
    )
  }

  return (
    <div
      ref={list}
      role="listbox"
      aria-label={t('chatList.title')}
      aria-activedescendant={active === null ? undefined : `${listId}${active}`}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onClick={onClick}
      onKeyDown={onKeyDown}
      onScroll={Rows ? undefined : updateOnScreen}
      className="group/list min-h-0 flex-1 overflow-y-auto px-1.5 pt-0.5 pb-3 outline-0 scrollbar-thin @max-[900px]/panel:px-1 @max-[480px]/panel:px-1.5"
    >
      {Rows ? (
        <Rows
          ref={rows}
          data={entries}
          ssrCount={firstRows}
          keepMounted={[entryOf(active), entryOf(selectedId)].filter((index) => index >= 0)}
          onScroll={updateOnScreen}
          onResize={updateOnScreen}
          onReady={() => show(active)}
        >
          {row}
        </Rows>
      ) : (
        entries
          .filter(
            (entry, index) => (idle && !isLong) || index < firstRows || ('chat' in entry && entry.chat.id === active),
          )
          .map((entry) => <div key={'chat' in entry ? entry.chat.id : entry.heading}>{row(entry)}</div>)
      )}
    </div>
  )
}
