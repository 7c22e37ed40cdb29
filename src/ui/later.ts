import { lazy, type ComponentType } from 'react'
import { untilHere } from '@/i18n/until-here'

let coming: Promise<void> | null = null

/**
 * Loads the styles that the first screen does without, once; rejects when they don't come, and tries again when asked again. In the dev
 * server there is one sheet for all.
 */
export const laterStyles = (): Promise<void> =>
  (coming ??= new Promise((resolve, reject) => {
    const href = document.querySelector<HTMLMetaElement>('meta[name=later-styles]')?.content
    if (!href) return resolve()
    const link = document.createElement('link')
    link.rel = 'stylesheet'
    link.href = href
    link.addEventListener('load', () => resolve())
    link.addEventListener('error', () => {
      coming = null
      link.remove()
      reject(new Error('The styles did not come'))
    })
    document.head.append(link)
  }))

/** A component of a file of its own, sent for when it is first rendered, with its styles. React would remember a failure for ever. */
export const later = <P>(load: () => Promise<ComponentType<P>>) =>
  lazy(async () => {
    // A plain look is better than none.
    const [Part] = await Promise.all([untilHere(load), laterStyles().catch(() => undefined)])
    return { default: Part }
  })
