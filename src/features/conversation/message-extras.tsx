import { safeUrl } from '@/domain/bb-code'
import type { AttachLine, Message } from '@/domain/message'
import { useT } from '@/i18n/i18n'
import { BbText } from './bb-text'
import { MessageLink } from './message-link'

const Line = ({ line }: { line: AttachLine }) => {
  switch (line.kind) {
    case 'text':
      return <BbText text={line.text} />
    case 'pair':
      return (
        <>
          {line.label !== '' && (
            <span className="text-(--meta)">
              {line.label}
              {': '}
            </span>
          )}
          <BbText text={line.value} />
        </>
      )
    case 'link': {
      const url = safeUrl(line.url ?? '')
      return (
        <>
          {url === null ? (
            line.label
          ) : (
            <MessageLink url={url} words={line.label}>
              {line.label}
            </MessageLink>
          )}
          {line.description !== null && <span className="block text-(--meta)">{line.description}</span>}
        </>
      )
    }
    case 'delimiter':
      return <span className="my-1 block border-t border-current opacity-20" />
  }
}

/** What a message carries beside text and files: attachment lines, and a bot's buttons, which only the client can press. */
export const MessageExtras = ({ message }: { message: Message }) => {
  const t = useT()
  return (
    <>
      {message.attach.length > 0 && (
        <span className="my-1 block border-s-3 border-line-2 ps-2 text-start text-sm whitespace-pre-wrap">
          {message.attach.map((line, place) => (
            <span key={place} dir="auto" className="block">
              <Line line={line} />
            </span>
          ))}
        </span>
      )}
      {message.buttons.length > 0 && (
        <span role="group" aria-label={t('conversation.botButtons')} className="my-1 flex flex-wrap gap-1">
          {message.buttons.map((text, place) => (
            <span
              key={place}
              dir="auto"
              title={t('conversation.botButtons')}
              className="rounded-xs border border-dashed border-control px-2 py-0.5 text-sm text-(--meta)"
            >
              {text}
            </span>
          ))}
        </span>
      )}
    </>
  )
}
