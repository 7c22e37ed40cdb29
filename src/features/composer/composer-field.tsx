import { useLayoutEffect, type ComponentProps, type KeyboardEvent, type ReactNode } from 'react'
import { useSetting } from '@/settings/use-setting'
import { AttachButton, Attachments } from './attachments'
import { ComposerRow } from './composer-layout'
import { ComposerTools } from './composer-tools'
import { DraftConflict } from './draft-conflict'
import { cancelsQuote, QuotedMessagePreview } from './quoted-message-preview'
import { isSendKey } from './send-key'
import { formatByKey } from './text-formatting'
import type { ComposerFieldState } from './use-composer-field'

const supportsFieldSizing = typeof CSS !== 'undefined' && CSS.supports('field-sizing', 'content')

/** Differences between the field for replies and the field for notes. */
export interface ComposerFieldProps {
  readonly composer: ComposerFieldState
  readonly kind: 'reply' | 'note'
  /** Name, placeholder and other attributes of the text field. */
  readonly fieldAttributes: Omit<
    ComponentProps<'textarea'>,
    'ref' | 'value' | 'dir' | 'rows' | 'className' | 'enterKeyHint' | 'onChange' | 'onKeyDown'
  > & { readonly 'aria-label': string }
  readonly fieldClassName: string
  readonly className?: string | undefined
  /** Enables the keys for bold, italic, underlined and struck text. */
  readonly formatting: boolean
  /** Called before the field handles a key; true = handled. */
  readonly onKey?: (event: KeyboardEvent<HTMLTextAreaElement>) => boolean
  /** The text was changed by typing; `caret` in UTF-16 units. */
  readonly onType: (text: string, caret: number) => void
  readonly onSubmit: () => void
  /** Above everything else. */
  readonly top?: ReactNode
  /** Between the quoted message and the chosen files. */
  readonly warnings?: ReactNode
  /** Just above the text field. */
  readonly suggestions?: ReactNode
  /** Switches to the other kind of message, if there is one. */
  readonly modeSwitch?: ReactNode
  /** Buttons beside those for emoji and files. */
  readonly tools?: ReactNode
  /** The rest of the row below the field: status and the button that sends. */
  readonly children: ReactNode
}

/** The field for a message: draft, quoted message, chosen files, the keys that send and format, and the row of buttons below. */
export const ComposerField = ({
  composer,
  kind,
  fieldAttributes,
  fieldClassName,
  className,
  formatting,
  onKey,
  onType,
  onSubmit,
  top,
  warnings,
  suggestions,
  modeSwitch,
  tools,
  children,
}: ComposerFieldProps) => {
  const { chatId, field, text, setText, quoted, setQuoted, setHint } = composer
  const sendKey = useSetting('sendKey')

  useLayoutEffect(() => {
    const { current } = field
    if (supportsFieldSizing || !current) return
    current.style.setProperty('height', 'auto')
    current.style.setProperty('height', text === '' ? null : `${current.scrollHeight}px`)
  }, [field, text])

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (onKey?.(event) || (formatting && formatByKey(event))) return
    if (cancelsQuote(event, quoted, setQuoted) || !isSendKey(event, sendKey)) return
    event.preventDefault()
    onSubmit()
  }

  return (
    <form
      className={className}
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {top}
      <DraftConflict chatId={chatId} />
      <QuotedMessagePreview target={quoted} field={field} onCancel={() => setQuoted(null)} />
      {warnings}
      <Attachments chatId={chatId} field={field} note={kind === 'note'} />
      {suggestions}
      <textarea
        {...fieldAttributes}
        ref={field}
        data-chat={chatId}
        dir="auto"
        rows={1}
        value={text}
        enterKeyHint="enter"
        onChange={({ target }) => {
          setText(target.value)
          onType(target.value, target.selectionStart)
          setHint(null)
        }}
        onKeyDown={onKeyDown}
        className={`field-sizing-content block max-h-44 min-h-10 w-full resize-none px-3.5 pt-2.75 pb-1 text-md outline-none @max-[480px]/panel:text-lg ${fieldClassName}`}
      />
      <ComposerRow>
        {modeSwitch}
        <ComposerTools field={field}>
          <AttachButton chatId={chatId} field={field} />
          {tools}
        </ComposerTools>
        {children}
      </ComposerRow>
    </form>
  )
}
