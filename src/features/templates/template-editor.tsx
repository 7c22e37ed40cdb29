import { useId, useRef, useState, type FormEvent, type RefObject } from 'react'
import { placeholders } from '@/domain/template'
import { MAX_NAME_LENGTH, MAX_TEXT_LENGTH, toCommand, type TemplatePlace } from '@/domain/template'
import { templateBytes } from '@/settings/template-codec'
import { useI18n, type PhraseKey } from '@/i18n/i18n'
import { Button } from '@/ui/button'
import { insertText } from '@/lib/insert-text'
import type { PlacedTemplate } from './template-search'

/** The edited template and its place. */
export interface Edited {
  readonly words: { readonly name: string; readonly command: string; readonly text: string }
  readonly where: TemplatePlace
}

const FIELD_CLASSES = 'w-full rounded-sm border border-control bg-surface px-3 py-1.5 aria-invalid:border-alert-fg'

/** Edits a template: name, command, text with placeholders, place. Shows what is missing and whether there is space. */
export const TemplateEditor = ({
  of,
  text: begin,
  place,
  mayShare,
  others,
  free,
  firstField,
  onSave,
  onCancel,
}: {
  /** null = a new one. */
  readonly of: PlacedTemplate | null
  readonly text: string
  readonly place: TemplatePlace
  readonly mayShare: boolean
  /** All existing ones: a command must be unique. */
  readonly others: readonly PlacedTemplate[]
  readonly free: Readonly<Record<TemplatePlace, number>>
  readonly firstField: RefObject<HTMLInputElement | null>
  readonly onSave: (edited: Edited) => void
  readonly onCancel: () => void
}) => {
  const { t, format } = useI18n()
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const [name, setName] = useState(of?.name ?? '')
  const [command, setCommand] = useState(of?.command ?? '')
  const [text, setText] = useState(begin)
  const [where, setWhere] = useState<TemplatePlace>(mayShare ? place : 'personal')
  const [asked, setAsked] = useState(false)

  const wanted = toCommand(command)
  const owner = wanted === '' ? undefined : others.find((one) => one.id !== of?.id && one.command === wanted)
  const sizeOf = (words: { name: string; command: string; text: string }) =>
    templateBytes({
      ...words,
      id: of?.id ?? crypto.randomUUID(),
      at: Date.now(),
      before: of ? [of.at, ...of.before] : [],
    })
  const words = { name: name.trim(), command: wanted, text: text.trim() }
  const need = sizeOf(words) - (of && of.place === where ? sizeOf(of) : 0)
  const nameProblem = words.name === '' ? t('templates.needsName') : null
  const commandProblem = owner ? t('templates.commandTaken', { command: wanted, name: owner.name }) : null
  const textProblem =
    words.text === ''
      ? t('templates.needsText')
      : words.text.length > MAX_TEXT_LENGTH
        ? t('templates.tooLong', { most: format.number(MAX_TEXT_LENGTH) })
        : need > free[where]
          ? t('templates.storageFull', { free: format.size(free[where]), need: format.size(need) })
          : null

  const save = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (nameProblem === null && commandProblem === null && textProblem === null) onSave({ words, where })
  }
  const problem = (key: string, words: string | null, always = false) =>
    words !== null && (asked || always) ? (
      <p id={`${id}-${key}`} role="status" className="mt-1 text-sm text-alert-fg wrap-anywhere">
        {words}
      </p>
    ) : null
  const roomless = words.text !== '' && textProblem !== null

  return (
    <form noValidate onSubmit={save} className="flex min-h-0 flex-1 flex-col">
      <div className="min-h-0 flex-1 space-y-4 overflow-y-auto px-5 py-4 scrollbar-thin">
        <div className="flex flex-wrap gap-3">
          <label className="min-w-44 flex-2">
            <span className="mb-1 block text-sm text-fg-2">{t('templates.name')}</span>
            <input
              ref={firstField}
              type="text"
              dir="auto"
              // The dialog was opened for typing: its first field gets the focus.
              // oxlint-disable-next-line jsx-a11y/no-autofocus
              autoFocus
              maxLength={MAX_NAME_LENGTH}
              value={name}
              aria-invalid={asked && nameProblem !== null}
              aria-describedby={asked && nameProblem ? `${id}-name` : undefined}
              onChange={({ target }) => setName(target.value)}
              className={FIELD_CLASSES}
            />
            {problem('name', nameProblem)}
          </label>
          <label className="min-w-36 flex-1">
            <span className="mb-1 block text-sm text-fg-2">{t('templates.command')}</span>
            <input
              type="text"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={24}
              value={command}
              placeholder={toCommand(name)}
              aria-invalid={commandProblem !== null}
              aria-describedby={commandProblem ? `${id}-command` : undefined}
              onChange={({ target }) => setCommand(target.value)}
              onBlur={() => setCommand(wanted)}
              className={`${FIELD_CLASSES} font-mono`}
            />
            {problem('command', commandProblem, true)}
          </label>
        </div>
        <div>
          <label>
            <span className="mb-1 block text-sm text-fg-2">{t('templates.text')}</span>
            <textarea
              ref={field}
              dir="auto"
              rows={6}
              value={text}
              aria-invalid={textProblem !== null && (asked || roomless)}
              aria-describedby={textProblem ? `${id}-text` : undefined}
              onChange={({ target }) => setText(target.value)}
              className={`${FIELD_CLASSES} field-sizing-content max-h-60 min-h-32 resize-none`}
            />
          </label>
          {problem('text', textProblem, roomless)}
        </div>
        {mayShare && (
          <fieldset className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <legend className="float-start me-4 text-sm text-fg-2">{t('templates.forWhom')}</legend>
            {(['personal', 'shared'] as const).map((one) => (
              <label key={one} className="flex min-h-8 items-center gap-2 pointer-coarse:min-h-10">
                <input
                  type="radio"
                  name={`${id}-where`}
                  checked={where === one}
                  onChange={() => setWhere(one)}
                  className="size-4 accent-primary"
                />
                {t(one === 'personal' ? 'templates.forMe' : 'templates.forAll')}
              </label>
            ))}
          </fieldset>
        )}
        <section aria-labelledby={`${id}-fill`}>
          <h3 id={`${id}-fill`} className="text-sm font-medium text-fg-2">
            {t('templates.placeholders')}
          </h3>
          <p className="mt-0.5 mb-2 text-sm text-fg-3">{t('templates.placeholdersText', { braces: '{…}' })}</p>
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(13rem,1fr))] gap-1">
            {placeholders.map((one) => (
              <li key={one}>
                <button
                  type="button"
                  title={t('templates.insert', { words: `{${one}}` })}
                  onClick={() => {
                    const { current } = field
                    if (current) insertText(current, current.selectionStart, current.selectionEnd, `{${one}}`)
                  }}
                  className="block min-h-9 w-full rounded-sm px-2 py-1 text-start hover:bg-hover pointer-coarse:min-h-10"
                >
                  <bdi className="block font-mono text-xs text-link">{`{${one}}`}</bdi>
                  <span className="block text-xs text-fg-3">
                    {t(`templates.p_${one.replace('.', '_')}` as PhraseKey)}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      </div>
      <footer className="flex flex-none flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
        <Button type="submit" variant="primary">
          {t('templates.save')}
        </Button>
      </footer>
    </form>
  )
}
