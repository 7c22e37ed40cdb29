import ClipboardList from 'lucide-react/icons/clipboard-list'
import Forward from 'lucide-react/icons/forward'
import Pin from 'lucide-react/icons/pin'
import User from 'lucide-react/icons/user'
import { useState } from 'react'
import { safeUrl } from '@/domain/safe-url'
import type { AttachLine, ButtonAction, Message, MessageButton } from '@/domain/message'
import { useI18n, useT } from '@/i18n/i18n'
import { useDeferredPhrasesWithRetry } from '@/i18n/use-deferred-phrases'
import { copyText } from '@/lib/clipboard'
import { usePortal } from '@/queries/card-context'
import { extensionOf, FileIcon } from '@/ui/file-icon'
import { BbText } from './bb-text'
import { insertIntoComposer } from './insert-button'
import { MessageLink } from './message-link'

const AttachmentPlace = ({ url, label }: { readonly url: string | null; readonly label: string }) => {
  const safe = safeUrl(url ?? '')
  return safe === null ? (
    label
  ) : (
    <MessageLink url={safe} words={label}>
      {label}
    </MessageLink>
  )
}

const Picture = ({ line }: { readonly line: Extract<AttachLine, { kind: 'picture' }> }) => {
  const [broken, setBroken] = useState(false)
  if (broken) return <AttachmentPlace url={line.url} label={line.label} />
  return (
    <a href={line.url} target="_blank" rel="noopener noreferrer" className="my-1 block w-fit">
      <img
        src={line.previewUrl}
        alt={line.label}
        loading="lazy"
        referrerPolicy="no-referrer"
        onError={() => setBroken(true)}
        className="max-h-60 max-w-full rounded-md bg-(--quote)"
      />
    </a>
  )
}

const Line = ({ line, trusted }: { readonly line: AttachLine; readonly trusted: boolean }) => {
  const { format } = useI18n()
  switch (line.kind) {
    case 'head':
      return line.text === '' ? null : <span className="font-medium">{line.text}</span>
    case 'text':
      return <BbText text={line.text} trusted={trusted} />
    case 'pair':
      return (
        <span className={line.display === 'block' ? 'block pb-1' : 'grid grid-cols-[minmax(4rem,2fr)_5fr] gap-x-3'}>
          <span className="text-(--meta)">{line.label}</span>
          <span dir="auto" className={line.display === 'block' ? 'block' : undefined}>
            {line.url === null ? (
              <BbText text={line.value} trusted={trusted} />
            ) : (
              <AttachmentPlace url={line.url} label={line.value} />
            )}
          </span>
        </span>
      )
    case 'link':
      return (
        <>
          <AttachmentPlace url={line.url} label={line.label} />
          {line.description !== null && <span className="block text-(--meta)">{line.description}</span>}
        </>
      )
    case 'picture':
      // Loading a picture from a client's server would tell them who reads it and when.
      return trusted ? <Picture line={line} /> : <AttachmentPlace url={line.url} label={line.label} />
    case 'file':
      return (
        <span className="flex items-center gap-2 py-0.5">
          <FileIcon extension={extensionOf(line.label)} />
          <span className="min-w-0">
            <AttachmentPlace url={line.url} label={line.label} />
            {line.size !== null && <bdi className="block text-xs text-(--meta)">{format.size(line.size)}</bdi>}
          </span>
        </span>
      )
    case 'person':
      return (
        <span className="flex items-center gap-1.5 font-medium">
          <User aria-hidden="true" className="size-4 text-(--meta)" />
          <AttachmentPlace url={line.url} label={line.label} />
        </span>
      )
    case 'delimiter':
      return <span className="my-1 block border-t border-current opacity-20" />
  }
}

const linkStyle = 'inline-flex min-h-6 items-center rounded-xs border px-2 py-0.5 text-sm @max-[480px]/panel:min-h-10'
const buttonActions = `${linkStyle} border-control text-(--link,var(--cp-link)) hover:bg-hover`

const ButtonActionView = ({ act, text }: { readonly act: ButtonAction; readonly text: string }) => {
  const t = useT()
  const portal = usePortal()
  const [copied, setCopied] = useState<boolean | null>(null)
  switch (act.kind) {
    case 'link':
    case 'call': {
      const url = safeUrl(act.kind === 'link' ? act.url : `tel:${act.value}`)
      if (url === null) return <span className={`${linkStyle} border-dashed border-control text-(--meta)`}>{text}</span>
      return (
        <span dir="auto" className={buttonActions}>
          <MessageLink url={url} words={text}>
            {text}
          </MessageLink>
        </span>
      )
    }
    case 'put':
      return (
        <button
          type="button"
          dir="auto"
          title={t('messageKinds.insertsText')}
          className={buttonActions}
          onClick={() => insertIntoComposer(act.value)}
        >
          {text}
        </button>
      )
    case 'copy':
      return (
        <button
          type="button"
          dir="auto"
          title={t('messageKinds.copiesText')}
          className={buttonActions}
          onClick={() => void copyText(act.value).then(setCopied)}
        >
          {text}
          <span role="status" className="ms-1 text-xs text-(--meta) empty:hidden">
            {copied === true ? t('messageKinds.copied') : null}
          </span>
          {/* Where the frame may not copy, the text is there to be copied by hand. */}
          {copied === false && <span className="ms-1 text-xs select-all wrap-anywhere">{act.value}</span>}
        </button>
      )
    case 'dialog':
      return (
        <button type="button" dir="auto" className={buttonActions} onClick={() => portal.openMention(act.what, act.id)}>
          {text}
        </button>
      )
  }
}

const Button = ({ button, trusted }: { readonly button: MessageButton; readonly trusted: boolean }) => {
  const t = useT()
  const { text, act, disabled } = button
  if (act && trusted && !disabled) return <ButtonActionView act={act} text={text} />
  return (
    <span
      dir="auto"
      title={t(
        disabled ? 'messageKinds.disabled' : trusted ? 'messageKinds.clientOnly' : 'messageKinds.untrustedButtons',
      )}
      className={`${linkStyle} border-dashed border-control text-(--meta)`}
    >
      {text}
    </span>
  )
}

const rowsOf = (buttons: readonly MessageButton[]): MessageButton[][] => {
  const rows: MessageButton[][] = [[]]
  for (const button of buttons) {
    rows.at(-1)?.push(button)
    if (button.endsRow) rows.push([])
  }
  return rows
}

/**
 * The parts of a message besides text and files: attachments and buttons. `trusted`: written by the portal, its people or a bot; those of a
 * client are shown as text only.
 */
export const MessageAttachments = ({ message, trusted }: { readonly message: Message; readonly trusted: boolean }) => {
  useDeferredPhrasesWithRetry()
  const t = useT()
  const head = message.attach.find(({ kind }) => kind === 'head')
  const color = head?.kind === 'head' ? head.color : null
  return (
    <>
      {message.attach.length > 0 && (
        <span
          className="my-1 block border-s-3 border-line-2 ps-2 text-start text-sm whitespace-pre-wrap"
          ref={(element) => {
            // The page's policy forbids styles in the markup, but not those set by the app's scripts.
            if (color !== null) element?.style.setProperty('border-inline-start-color', color)
          }}
        >
          {message.attach.map((line, place) => (
            <span key={place} dir="auto" className="block">
              <Line line={line} trusted={trusted} />
            </span>
          ))}
        </span>
      )}
      {message.buttons.length > 0 && (
        <span role="group" aria-label={t('conversation.botButtons')} className="my-1 flex flex-col gap-1">
          {rowsOf(message.buttons).map((row, at) => (
            <span key={at} className="flex flex-wrap gap-1">
              {row.map((button, place) => (
                <Button key={place} button={button} trusted={trusted} />
              ))}
            </span>
          ))}
        </span>
      )}
    </>
  )
}

/** Above a message's text: the author of a forwarded message, and the label of a form. */
export const MessageHead = ({ message: { forwardedFrom, form, pinned } }: { readonly message: Message }) => {
  useDeferredPhrasesWithRetry()
  const t = useT()
  return (
    <>
      {pinned && (
        <span title={t('messageKinds.pinned')} className="flex items-center gap-1 text-xs text-(--meta)">
          <Pin aria-hidden="true" className="size-3.5" />
          {t('messageKinds.pinned')}
        </span>
      )}
      {forwardedFrom !== null && (
        <span className="flex items-center gap-1 text-xs text-(--meta)">
          <Forward aria-hidden="true" className="size-3.5 rtl:-scale-x-100" />
          <span dir="auto">
            {forwardedFrom === ''
              ? t('messageKinds.forwarded')
              : t('messageKinds.forwardedFrom', { name: forwardedFrom })}
          </span>
        </span>
      )}
      {form !== null && (
        <span className="flex items-center gap-1 text-xs font-medium text-(--meta)">
          <ClipboardList aria-hidden="true" className="size-3.5" />
          {t(form === 'filled' ? 'messageKinds.formFilled' : 'messageKinds.formSent')}
        </span>
      )}
    </>
  )
}
