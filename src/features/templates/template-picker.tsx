import UsersRound from 'lucide-react/icons/users-round'
import { useEffect, useId, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import type { Chat } from '@/domain/chat'
import type { Me } from '@/domain/person'
import { unfilledPlaceholders } from '@/domain/template'
import { useT } from '@/i18n/i18n'
import { useTemplates } from '@/settings/templates'
import { Button, Spinner } from '@/ui/button'
import { insertText } from '@/lib/insert-text'
import { openTemplates } from '@/lib/panel-events'
import type { TemplateUses } from './template-button'
import {
  matchingTemplates,
  orderedTemplates,
  parseSlashCommand,
  type PlacedTemplate,
  type SlashCommand,
} from './template-search'
import { usePlaceholderValues } from './use-placeholder-values'

/** The number of templates is announced this long (ms) after the last key. */
const ANNOUNCE_DELAY_MS = 500

/** The list over the composer. The field keeps the focus; this list handles its keys. */
export const TemplatePicker = ({
  field,
  typed,
  chat,
  me,
  uses,
  onReady,
  onGone,
  onClose,
}: {
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly typed: SlashCommand
  readonly chat: Chat
  readonly me: Me
  readonly uses: TemplateUses
  /** Called when there is something to choose; true when Enter was pressed before that. */
  readonly onReady: () => boolean
  /** Called when this list is removed. */
  readonly onGone: () => void
  readonly onClose: () => void
}) => {
  const t = useT()
  const id = useId()
  const personal = useTemplates('personal')
  const shared = useTemplates('shared')
  const all = orderedTemplates(personal.sheet, shared.sheet, uses.count)
  const shown = matchingTemplates(all, typed.words)
  const filling = usePlaceholderValues(
    chat,
    me,
    all.map(({ text }) => text),
  )
  /** By key, and only once an arrow key was pressed. */
  const [moved, setMoved] = useState<string | null>(null)
  const here = Math.max(
    0,
    shown.findIndex(({ key }) => key === moved),
  )
  const pointed = moved !== null && shown[here]?.key === moved
  const loading = personal.sheet === null || shared.sheet === null
  const loadError = loading ? (personal.saveError ?? shared.saveError) : null
  const status = loading
    ? null
    : shown.length > 0
      ? t('templates.count', { count: shown.length })
      : all.length > 0
        ? t('templates.noMatch', { words: typed.words })
        : t('templates.none')
  const [announced, setAnnounced] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setAnnounced(status ?? ''), ANNOUNCE_DELAY_MS)
    return () => clearTimeout(timer)
  }, [status, typed.words])

  const take = async (template: PlacedTemplate, { at, words }: SlashCommand) => {
    const { current } = field
    if (!current) return
    uses.add(template.id)
    const text = await filling.fill(template.text)
    // An operator who went on typing meanwhile has the caret, and the command, at another place.
    const to = at + 1 + words.length
    if (current.value.slice(at, to) !== `/${words}`) return
    insertText(current, at, to, text)
    const [open] = unfilledPlaceholders(text)
    if (open) current.setSelectionRange(at + open.at, at + open.at + open.placeholder.length)
  }

  const latest = useRef({ all, shown, here, moved, take, onClose })
  useLayoutEffect(() => {
    latest.current = { all, shown, here, moved, take, onClose }
  })

  useLayoutEffect(() => {
    const { current } = field
    if (!current) return
    current.setAttribute('aria-autocomplete', 'list')
    current.setAttribute('aria-controls', `${id}-list`)
    const onKey = (event: KeyboardEvent) => {
      const now = latest.current
      if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return
      const { length } = now.shown
      const used = () => {
        event.preventDefault()
        event.stopPropagation()
      }
      if (event.key === 'Escape') {
        used()
        now.onClose()
      } else if (length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp') && !event.shiftKey) {
        used()
        const step = event.key === 'ArrowDown' ? 1 : -1
        setMoved((before) => {
          // The first arrow down selects what is already marked.
          const to = before === null && step === 1 ? 0 : (now.here + step + length) % length
          return now.shown[to]?.key ?? null
        })
      } else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) {
        // Parsed from the present text of the field, which may be ahead of the rendered one.
        const command = parseSlashCommand(current.value, current.selectionStart)
        const fitting = command ? matchingTemplates(now.all, command.words) : []
        const template = fitting.find(({ key }) => key === now.moved) ?? fitting[0]
        if (!command || !template) return
        used()
        void now.take(template, command)
      }
    }
    current.addEventListener('keydown', onKey, { capture: true })
    return () => {
      current.removeEventListener('keydown', onKey, { capture: true })
      for (const name of ['aria-autocomplete', 'aria-controls', 'aria-activedescendant']) current.removeAttribute(name)
    }
  }, [field, id])

  const settled = !loading || loadError !== null
  useEffect(() => {
    if (!settled) return
    const pendingEnter = onReady()
    const { current } = field
    const now = latest.current
    const command = pendingEnter && current ? parseSlashCommand(current.value, current.selectionStart) : null
    const [first] = command ? matchingTemplates(now.all, command.words) : []
    if (command && first) void now.take(first, command)
  }, [settled, field, onReady])
  useEffect(() => onGone, [onGone])

  useLayoutEffect(() => {
    if (pointed) field.current?.setAttribute('aria-activedescendant', `${id}-${here}`)
    else field.current?.removeAttribute('aria-activedescendant')
    document.getElementById(`${id}-${here}`)?.scrollIntoView({ block: 'nearest' })
  }, [field, pointed, here, id])

  // Without a match it is no command: the operator writes "and/or" or a date, and Enter sends.
  const quiet = !loading && shown.length === 0 && typed.words !== ''
  return (
    <div className={quiet ? 'sr-only' : undefined}>
      <div
        className="absolute inset-x-0 bottom-full z-10 mb-2 flex max-h-[min(20rem,50dvh)] flex-col overflow-hidden rounded-lg border border-line bg-surface text-fg shadow-popup @max-[480px]/panel:inset-x-2"
        // The field keeps the focus, and with it the caret.
        onPointerDown={(event) => event.preventDefault()}
      >
        <div className="flex flex-none items-center gap-2 border-b border-line py-1.5 ps-3.5 pe-2 text-sm text-fg-3">
          <span className="flex-1">{t('templates.title')}</span>
          <span aria-hidden="true" className="text-xs pointer-coarse:hidden">
            {t('templates.keys')}
          </span>
          <Button
            variant="ghost"
            size="sm"
            onClick={() => {
              onClose()
              openTemplates()
            }}
          >
            {t('templates.manage')}
          </Button>
        </div>
        <div
          id={`${id}-list`}
          role="listbox"
          tabIndex={-1}
          aria-label={t('templates.list')}
          className="min-h-0 overflow-y-auto p-1.5 scrollbar-thin empty:hidden"
        >
          {shown.map((template, index) => (
            // The field keeps the focus: keys go through it.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
            <div
              key={template.key}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === here}
              className="cursor-pointer rounded-sm px-2.5 py-1.5 hover:bg-hover aria-selected:bg-sel-bg pointer-coarse:min-h-10"
              onClick={() => void take(template, typed)}
            >
              <span className="flex items-baseline gap-2">
                <bdi className="min-w-0 truncate font-medium">{template.name}</bdi>
                {template.place === 'shared' && (
                  <span className="self-center text-fg-3">
                    <UsersRound aria-hidden="true" className="size-3.5" />
                    <span className="sr-only">{t('templates.shared')}</span>
                  </span>
                )}
                <span className="flex-1" />
                {template.command !== '' && (
                  <bdi className="max-w-[40%] flex-none truncate font-mono text-xs text-link">/{template.command}</bdi>
                )}
              </span>
              <span dir="auto" className="line-clamp-2 text-sm text-fg-2 wrap-anywhere">
                {filling.preview(template.text.slice(0, 300))}
              </span>
            </div>
          ))}
        </div>
        {loading && loadError === null && (
          <p className="flex items-center gap-2 px-4 py-3 text-sm text-fg-2">
            <Spinner /> {t('templates.loading')}
          </p>
        )}
        {loadError && (
          <div role="alert" className="flex flex-wrap items-center gap-2 px-4 py-3 text-sm">
            <span title={loadError.code}>{t('templates.failed')}</span>
            <Button
              size="sm"
              onClick={() => {
                personal.readAgain()
                shared.readAgain()
              }}
            >
              {t('common.tryAgain')}
            </Button>
          </div>
        )}
        {!loading && all.length === 0 && (
          <div className="grid justify-items-start gap-2 px-4 py-3 text-sm">
            <p className="font-medium">{t('templates.none')}</p>
            <p className="text-fg-2">{t('templates.noneText')}</p>
            <Button
              size="sm"
              variant="tint"
              onClick={() => {
                onClose()
                openTemplates('')
              }}
            >
              {t('templates.new')}
            </Button>
          </div>
        )}
      </div>
      <p role="status" className="sr-only">
        {announced}
      </p>
    </div>
  )
}
