import LayoutTemplate from 'lucide-react/icons/layout-template'
import { Suspense, useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import type { Chat } from '@/domain/chat'
import type { Me } from '@/domain/person'
import { useT } from '@/i18n/i18n'
import { IconButton } from '@/ui/button'
import { insertText } from '@/lib/insert-text'
import { lazyWithRetry } from '@/lib/lazy-with-retry'
import { parseSlashCommand, type SlashCommand } from './template-search'

const loadPicker = async () => (await import('./template-picker')).TemplatePicker
const TemplatePicker = lazyWithRetry(loadPicker)

/** How often each template was used, by this user. */
export interface TemplateUses {
  readonly count: (id: string) => number
  readonly add: (id: string) => void
}

/** A field that templates are inserted into. `text` is its present text. */
export interface TemplateButtonProps {
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly text: string
  readonly chat: Chat
  readonly me: Me
  readonly uses: TemplateUses
}

/** A button that opens the templates, and `/` at the start of a word, which does the same. */
export const TemplateButton = ({ field, text, chat, me, uses }: TemplateButtonProps) => {
  const t = useT()
  const [typed, setTyped] = useState<SlashCommand | null>(null)
  /** The list is loaded, with its templates. */
  const [ready, setReady] = useState(false)
  /** Enter was pressed before that. */
  const pendingEnter = useRef(false)
  /** A `/` that was closed with Esc stays closed. */
  const closedAt = useRef<number | null>(null)
  /** The `/` that the button inserted, with the space before it: removed again when nothing is chosen. */
  const own = useRef<{ readonly from: number; readonly length: number } | null>(null)

  const updateCommand = useCallback(() => {
    const { current } = field
    if (!current) return
    const found =
      document.activeElement === current && current.selectionStart === current.selectionEnd
        ? parseSlashCommand(current.value, current.selectionStart)
        : null
    if (!found) {
      closedAt.current = null
      own.current = null
      pendingEnter.current = false
    }
    setTyped((before) => {
      if (!found || found.at === closedAt.current) return null
      return before?.at === found.at && before.words === found.words ? before : found
    })
  }, [field])

  useEffect(updateCommand, [updateCommand, text])
  // An operator who knows the command types it faster than a file loads: the list is preloaded.
  useEffect(() => void loadPicker().catch(() => undefined), [])
  const onReady = useCallback(() => {
    setReady(true)
    const before = pendingEnter.current
    pendingEnter.current = false
    return before
  }, [])
  const onGone = useCallback(() => setReady(false), [])
  const waiting = typed !== null && !ready
  useEffect(() => {
    const { current } = field
    if (!waiting || !current) return
    const onKey = (event: KeyboardEvent) => {
      if ((event.key !== 'Enter' && event.key !== 'Tab') || event.shiftKey || event.isComposing) return
      // The command itself must not be sent to the client: Enter takes effect once the list is loaded.
      event.preventDefault()
      event.stopPropagation()
      pendingEnter.current = true
    }
    current.addEventListener('keydown', onKey, { capture: true })
    return () => current.removeEventListener('keydown', onKey, { capture: true })
  }, [field, waiting])
  useEffect(() => {
    document.addEventListener('selectionchange', updateCommand)
    return () => document.removeEventListener('selectionchange', updateCommand)
  }, [updateCommand])

  const close = useCallback(() => {
    const { current } = field
    const slash = own.current
    closedAt.current = typed?.at ?? null
    own.current = null
    setTyped(null)
    if (slash && current && typed?.words === '') insertText(current, slash.from, slash.from + slash.length, '')
  }, [field, typed])

  const toggle = () => {
    const { current } = field
    if (!current) return
    if (typed) return close()
    const { selectionStart: from, selectionEnd: to, value } = current
    closedAt.current = null
    const slash = from > 0 && !/\s/.test(value[from - 1] ?? ' ') ? ' /' : '/'
    insertText(current, from, to, slash)
    own.current = { from, length: slash.length }
    updateCommand()
  }

  return (
    <>
      <IconButton
        label={t('templates.button')}
        aria-haspopup="listbox"
        aria-expanded={typed !== null}
        // The field keeps the focus, and with it the caret.
        onPointerDown={(event) => event.preventDefault()}
        onClick={toggle}
      >
        <LayoutTemplate strokeWidth={1.5} />
      </IconButton>
      {typed && (
        <Suspense>
          <TemplatePicker
            field={field}
            typed={typed}
            chat={chat}
            me={me}
            uses={uses}
            onReady={onReady}
            onGone={onGone}
            onClose={close}
          />
        </Suspense>
      )}
    </>
  )
}
