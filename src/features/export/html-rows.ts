import { nodesToText, parseBbCode, plainText, type BbNode } from '@/domain/bb-code'
import { hiddenHost } from '@/domain/safe-url'
import type { ChatFile, Message } from '@/domain/message'
import { extrasText, withoutSecrets, type TranscriptEntry, type TranscriptRole } from '@/domain/transcript'
import type { PhraseKey, I18n } from '@/i18n/i18n'
import type { ExportFacts } from './export-writer'

type Child = Node | string | null | false

/** An element with a class and children; texts become text nodes. */
const make = (name: string, className: string, ...children: readonly Child[]): HTMLElement => {
  const element = document.createElement(name)
  if (className !== '') element.className = className
  for (const child of children) if (child !== null && child !== false) element.append(child)
  return element
}

/** User text gets its own direction. */
const rowTexts = (name: string, className: string, ...children: readonly Child[]): HTMLElement => {
  const element = make(name, className, ...children)
  element.dir = 'auto'
  return element
}

const roleTexts: Readonly<Record<TranscriptRole, PhraseKey | null>> = {
  client: null,
  operator: null,
  bot: 'conversation.bot',
  note: 'conversation.note',
  system: null,
}

/** A conversation as elements, for an HTML file and for printing; texts are never parsed as HTML. */
export interface HtmlRows {
  /** Rows for the following messages; a new day adds its heading. */
  readonly rows: (entries: readonly TranscriptEntry[]) => readonly HTMLElement[]
  readonly head: (facts: ExportFacts) => HTMLElement
}

/** `origin`: the portal's, for links that lead into it. */
export const createHtmlRows = ({ t, format }: I18n, origin: string): HtmlRows => {
  let day = ''

  const link = (url: string, children: readonly Child[]): HTMLElement => {
    if (!URL.canParse(url, origin)) return make('span', '', ...children)
    const anchor = make('a', '', ...children) as HTMLAnchorElement
    anchor.href = new URL(url, origin).href
    anchor.rel = 'noopener noreferrer'
    return anchor
  }
  const show = (nodes: readonly BbNode[]): readonly Child[] =>
    nodes.map((node): Child => {
      switch (node.kind) {
        case 'text':
          return node.text
        case 'style':
          return make(node.style, '', ...show(node.children))
        case 'link': {
          const host = hiddenHost(node.url, nodesToText(node.children))
          return link(node.url, [...show(node.children), host !== null && ` (${host})`])
        }
        case 'quote':
          return make('blockquote', '', ...show(node.children))
        case 'code':
          return make('code', '', node.text)
        case 'time':
          return make('time', '', format.dateTime(node.at))
        case 'mention':
        case 'put':
          return make('span', '', ...show(node.children))
      }
    })
  const file = ({ name, size, downloadUrl }: ChatFile): HTMLElement =>
    make(
      'p',
      'file',
      downloadUrl === null ? make('bdi', '', name) : link(withoutSecrets(downloadUrl), [make('bdi', '', name)]),
      size !== null && ` (${format.size(size)})`,
    )
  const rating = ({ rating: given }: Message): string =>
    given === null
      ? ''
      : given.kind === 'stars'
        ? t('conversation.rated', { stars: given.stars })
        : t(given.kind === 'like' ? 'conversation.ratedLike' : 'conversation.ratedDislike')

  const body = (message: Message): readonly Child[] => {
    if (message.deleted) return [make('p', 'gone', t('conversation.deleted'))]
    const extras = extrasText(message)
    return [
      message.forwardedFrom !== null &&
        make(
          'p',
          'about',
          t(message.forwardedFrom === '' ? 'messageKinds.forwarded' : 'messageKinds.forwardedFrom', {
            name: message.forwardedFrom,
          }),
        ),
      ...message.files.map(file),
      message.text !== '' && rowTexts('p', 'text', ...show(parseBbCode(message.text))),
      extras !== '' && rowTexts('p', 'text extras', extras),
    ]
  }
  const row = ({ message, role, author, answers }: TranscriptEntry): HTMLElement => {
    const time = make('time', '', format.time(message.date)) as HTMLTimeElement
    time.dateTime = new Date(message.date).toISOString()
    time.title = format.full(message.date)
    if (role === 'system')
      return make(
        'article',
        'system',
        time,
        ' ',
        rowTexts('span', '', plainText(message.text, format.dateTime)),
        ' ',
        rating(message),
      )
    const roleText = roleTexts[role]
    return make(
      'article',
      role,
      make(
        'header',
        '',
        make('bdi', 'author', author),
        roleText !== null && ` ${t(roleText)}`,
        ' ',
        time,
        message.edited && ` ${t('conversation.edited')}`,
      ),
      answers && rowTexts('blockquote', 'answers', make('bdi', 'author', answers.author), ' ', answers.text),
      ...body(message),
      message.likes.length > 0 && make('p', 'about', t('conversation.likes', { count: message.likes.length })),
    )
  }

  return {
    rows: (entries) =>
      entries.flatMap((entry) => {
        // The file is read later: with 1970 as the present, no day becomes "Today".
        const date = format.day(entry.message.date, 0)
        const heading = date === day ? [] : [make('h2', '', date)]
        day = date
        return [...heading, row(entry)]
      }),
    head: ({ chat, count, exportedAt, withNotes, gaps }) =>
      make(
        'header',
        'top',
        rowTexts('h1', '', chat.client),
        rowTexts('p', '', [chat.channel.title, chat.lineName].filter(Boolean).join(', ')),
        make('p', '', t('export.exported', { when: format.full(exportedAt), count, number: format.number(count) })),
        ...gaps.map((gap) => make('p', 'gap', t(gap === 'outside' ? 'export.gapNotMember' : 'export.gapStopped'))),
        withNotes && make('p', 'gap', t('export.notesInside')),
        make('p', '', t('export.filesNeedSignIn')),
      ),
  }
}
