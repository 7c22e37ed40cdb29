import type { Plugin } from 'vite'
import { skeletonStyles } from '../skeleton-styles.ts'

const SHEET = /\s*<link rel="stylesheet"[^>]*>/g

/**
 * Lets the skeleton in index.html be painted before anything else has come: its styles stand in the page, and the style sheet after it. A
 * sheet in the body holds back what comes after it, and scripts: React draws nothing before it is there.
 */
export function paintFirst(): Plugin {
  return {
    name: 'paint-first',
    transformIndexHtml: {
      order: 'post',
      handler: (html) => {
        const sheets = html.match(SHEET) ?? []
        return {
          html: html.replaceAll(SHEET, '').replace('</body>', () => `${sheets.join('').trimStart()}\n  </body>`),
          tags: [{ tag: 'style', children: skeletonStyles, injectTo: 'head' }],
        }
      },
    },
  }
}
