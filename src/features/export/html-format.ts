import { type BbNode, nodesToText, parseBbCode, plainText } from '@/domain/bb-code'
import type { ChatFile, Message } from '@/domain/message'
import { hiddenHost } from '@/domain/safe-url'
import { extrasText, type TranscriptEntry, type TranscriptRole, withoutSecrets } from '@/domain/transcript'
import type { I18n, PhraseKey } from '@/i18n/i18n'
import type { ExportFacts, ExportWriter } from './export-writer'
import pageStyle from './page.css?raw'

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

// Nothing in the file is run or loaded, wherever it is opened.
const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'"

/** The page before and after the rows. */
const shell = (i18n: I18n, title: string, head: HTMLElement): readonly [string, string] => {
  const page = document.implementation.createHTMLDocument(title)
  page.documentElement.lang = i18n.locale
  page.documentElement.dir = i18n.direction
  const meta = (name: string, value: string, content: string) => {
    const element = page.createElement('meta')
    element.setAttribute(name, value)
    if (content !== '') element.content = content
    page.head.prepend(element)
  }
  meta('name', 'viewport', 'width=device-width')
  meta('http-equiv', 'Content-Security-Policy', PAGE_POLICY)
  meta('charset', 'utf-8', '')
  const main = page.createElement('main')
  main.className = 'transcript'
  main.append(page.importNode(head, true))
  page.body.append(main)
  // Texts are escaped, so this tag occurs once.
  const [before = '', after = ''] = page.documentElement.outerHTML.split('</main>')
  // As an element it would be subject to the panel's own policy, which forbids styles in a page.
  const styled = before.replace('</head>', () => `<style>\n${pageStyle}</style></head>`)
  return [`<!doctype html>\n${styled}\n`, `</main>${after}\n`]
}

/** A page without dependencies, in the reader's language; files are links to the portal. `origin`: the portal's. */
export const htmlWriter = (i18n: I18n, origin: string): ExportWriter => {
  const { rows, head } = createHtmlRows(i18n, origin)
  const parts: string[] = []
  return {
    add: (entries) => {
      for (const row of rows(entries)) parts.push(row.outerHTML, '\n')
    },
    file: (facts: ExportFacts) => {
      const [before, after] = shell(i18n, facts.chat.client, head(facts))
      return new Blob([before, ...parts, after], { type: 'text/html' })
    },
  }
}

// On paper only the conversation is visible, on screen it is hidden.
const PRINT_STYLES = `
@media print {
  html, body { height: auto; overflow: visible; background: #fff; color: #000; color-scheme: light }
  body > :not(.transcript) { display: none !important }
}
@media not print { .transcript { display: none } }`

/** Prints a conversation. */
export interface PrintWriter {
  readonly add: (entries: readonly TranscriptEntry[]) => void
  /** Opens the browser's print dialog, any number of times. No effect where the host forbids it. */
  readonly print: (facts: ExportFacts) => void
}

/** The conversation is added to the panel's own page: the browser prints a frame alone. */
export const printWriter = (i18n: I18n, origin: string): PrintWriter => {
  const { rows, head } = createHtmlRows(i18n, origin)
  const parts: HTMLElement[] = []
  return {
    add: (entries) => void parts.push(...rows(entries)),
    print: (facts) => {
      const styles = new CSSStyleSheet()
      styles.replaceSync(`${pageStyle}${PRINT_STYLES}`)
      const page = document.createElement('div')
      page.className = 'transcript'
      page.append(head(facts), ...parts)
      const { title } = document
      const clear = () => {
        page.remove()
        document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== styles)
        document.title = title
      }
      window.addEventListener('afterprint', clear, { once: true })
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, styles]
      document.body.append(page)
      // The name of a PDF file.
      document.title = facts.chat.client
      window.print()
    },
  }
}
