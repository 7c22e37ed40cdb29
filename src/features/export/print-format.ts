import type { TranscriptEntry } from '@/domain/transcript'
import type { I18n } from '@/i18n/i18n'
import type { ExportFacts } from './export-writer'
import { createHtmlRows } from './html-rows'
import pageStyle from './page.css?raw'

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
