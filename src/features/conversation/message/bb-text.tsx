import { Fragment, Suspense, type ReactNode } from 'react'
import { nodesToText, parseBbCode, type BbNode } from '@/domain/bb-code'
import { useI18n } from '@/i18n/i18n'
import { lazyWithRetry } from '@/lib/lazy-with-retry'
import { Mention, MessageLink } from './message-link'
import { useLinkFinder, type FindLinks } from './use-link-finder'

const InsertButton = lazyWithRetry(async () => (await import('./insert-button')).InsertButton)

const Moment = ({ at }: { at: number }) => <time>{useI18n().format.dateTime(at)}</time>

const linked = (text: string, find: FindLinks): ReactNode => {
  const links = find(text)
  return links.length === 0
    ? text
    : links.map(({ from, to, url }, place) => (
        <Fragment key={from}>
          {text.slice(links[place - 1]?.to ?? 0, from)}
          <MessageLink url={url} words={text.slice(from, to)}>
            {text.slice(from, to)}
          </MessageLink>
          {place === links.length - 1 && text.slice(to)}
        </Fragment>
      ))
}

/** `find` null = no search for links: inside a link, and until the link finder is loaded. */
const show = (nodes: readonly BbNode[], find: FindLinks | null, trusted: boolean): ReactNode =>
  nodes.map((node, place) => {
    switch (node.kind) {
      case 'text':
        return find ? <Fragment key={place}>{linked(node.text, find)}</Fragment> : node.text
      case 'style':
        return <node.style key={place}>{show(node.children, find, trusted)}</node.style>
      case 'link':
        return (
          <MessageLink key={place} url={node.url} words={nodesToText(node.children)}>
            {show(node.children, null, trusted)}
          </MessageLink>
        )
      case 'mention':
        return (
          <Mention key={place} what={node.what} id={trusted ? node.id : null}>
            {show(node.children, null, trusted)}
          </Mention>
        )
      case 'put':
        return trusted ? (
          <Suspense key={place} fallback={show(node.children, null, trusted)}>
            <InsertButton value={node.value}>{show(node.children, null, trusted)}</InsertButton>
          </Suspense>
        ) : (
          <Fragment key={place}>{show(node.children, find, trusted)}</Fragment>
        )
      case 'quote':
        return (
          <span
            key={place}
            className="my-0.5 block border-s-3 border-(--link,var(--cp-accent)) ps-2 text-sm opacity-90"
          >
            {show(node.children, find, trusted)}
          </span>
        )
      case 'code':
        return (
          <code
            key={place}
            className={`rounded-2xs bg-press px-1 font-mono text-xs ${node.text.includes('\n') ? 'my-1 block overflow-x-auto p-2 whitespace-pre' : ''}`}
          >
            {node.text}
          </code>
        )
      case 'time':
        return <Moment key={place} at={node.at} />
    }
  })

/**
 * A message's text with its BB codes as elements; never parsed as HTML. `trusted`: written by the portal or its people,
 * so that mentions can be opened; in a client's text they are plain text.
 */
export const BbText = ({ text, trusted = false }: { text: string; trusted?: boolean }) => (
  <>{show(parseBbCode(text), useLinkFinder(), trusted)}</>
)
