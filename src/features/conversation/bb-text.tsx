import type { ReactNode } from 'react'
import { parseBbCode, type BbNode } from '@/domain/bb-code'
import { useSpeech } from '@/i18n/i18n'
import { MessageLink } from './message-link'

const Moment = ({ at }: { at: number }) => <time>{useSpeech().format.dateTime(at)}</time>

const show = (nodes: readonly BbNode[]): ReactNode =>
  nodes.map((node, place) => {
    switch (node.kind) {
      case 'text':
        return node.text
      case 'style':
        return <node.style key={place}>{show(node.children)}</node.style>
      case 'link':
        return (
          <MessageLink key={place} url={node.url}>
            {show(node.children)}
          </MessageLink>
        )
      case 'mention':
        return (
          <span key={place} className="font-medium text-(--link,var(--cp-link))">
            {show(node.children)}
          </span>
        )
      case 'quote':
        return (
          <span
            key={place}
            className="my-0.5 block border-s-3 border-(--link,var(--cp-accent)) ps-2 text-sm opacity-90"
          >
            {show(node.children)}
          </span>
        )
      case 'code':
        return (
          <code key={place} className="rounded-2xs bg-press px-1 font-mono text-xs">
            {node.text}
          </code>
        )
      case 'time':
        return <Moment key={place} at={node.at} />
    }
  })

/** A message's text with its BB codes as elements; nothing in it is ever read as HTML. */
export const BbText = ({ text }: { text: string }) => <>{show(parseBbCode(text))}</>
