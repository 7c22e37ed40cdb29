import type { Plugin } from 'vite'
import { pagePolicy } from '../security-policy.ts'

/** The built page carries its policy with it, first of all: static hosting sends no headers. The dev server has inline scripts and no policy. */
export function strictPolicy(): Plugin {
  return {
    name: 'strict-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: pagePolicy },
        injectTo: 'head-prepend',
      },
    ],
  }
}
