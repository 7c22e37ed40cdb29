import type { I18n } from '@/i18n/i18n'
import { createHtmlRows } from './html-rows'
import style from './page.css?raw'
import type { ExportFacts, ExportWriter } from './export-writer'

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
  const styled = before.replace('</head>', () => `<style>\n${style}</style></head>`)
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
