import type { TranscriptEntry } from '@/domain/transcript'
import type { I18n } from '@/i18n/i18n'
import type { ExportFacts, ExportWriter } from './export-writer'
import { createHtmlRows } from './html-rows'
import pageStyle from './page.css?raw'

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
