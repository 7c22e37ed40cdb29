import type { TranscriptEntry } from '@/domain/transcript'
import type { I18n } from '@/i18n/i18n'
import type { ExportFacts } from './export-writer'
import { createHtmlRows } from './html-rows'
import pageStyle from './page.css?raw'

// On paper there is nothing but the conversation, and on screen none of it.
const PRINT_STYLES = `
@media print {
  html, body { height: auto; overflow: visible; background: #fff; color: #000; color-scheme: light }
  body > :not(.transcript) { display: none !important }
}
@media not print { .transcript { display: none } }`

/** A conversation on its way to paper. */
export interface PrintWriter {
  readonly add: (entries: readonly TranscriptEntry[]) => void
  /** Opens the browser's print dialog, any number of times. Where the host forbids that, nothing happens. */
  readonly print: (facts: ExportFacts) => void
}

/** It is laid out by the page it is in: the browser prints a frame by itself. */
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
      // The name that a PDF gets.
      document.title = facts.chat.client
      window.print()
    },
  }
}
