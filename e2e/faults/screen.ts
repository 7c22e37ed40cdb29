import type { Frame } from '@playwright/test'

/** What the panel shows or announces. */
export interface Screen {
  /** Problems: the heading of each, or its text without buttons. */
  readonly alerts: readonly string[]
  /** Other messages: hints, notices, waiting states. */
  readonly remarks: readonly string[]
  /** Placeholders of something that is loading. */
  readonly loading: readonly string[]
  /** Names of the enabled buttons. */
  readonly buttons: readonly string[]
  /** The list has chats. */
  readonly hasChats: boolean
  /** The open conversation has messages. */
  readonly hasMessages: boolean
  readonly hasField: boolean
  /** All readable text. */
  readonly text: string
}

/** Reads the panel's document; a frame without content gives an empty screen. */
export const readScreen = (frame: Frame): Promise<Screen> =>
  frame.evaluate(() => {
    const all = (selector: string): HTMLElement[] =>
      [...document.querySelectorAll<HTMLElement>(selector)].filter((element) => element.checkVisibility())
    const wordsOf = (element: HTMLElement): string => {
      const heading = element.querySelector('h2')
      if (heading) return heading.textContent.trim()
      const copy = element.cloneNode(true) as HTMLElement
      for (const button of copy.querySelectorAll('button')) button.remove()
      return copy.textContent.replace(/\s+/g, ' ').trim()
    }
    const said = (role: string): string[] => all(`[role=${role}]`).map(wordsOf).filter(Boolean)
    const isLoading = (words: string): boolean => words.startsWith('Loading')
    return {
      alerts: said('alert'),
      remarks: said('status').filter((words) => !isLoading(words)),
      loading: said('status').filter(isLoading),
      buttons: all('button:not([disabled]):not([aria-disabled=true])').map(
        (button) => button.getAttribute('aria-label') ?? button.textContent.trim(),
      ),
      hasChats: all('[role=listbox] [role=option]').length > 0,
      hasMessages: all('[role=log] article').length > 0,
      hasField: all('textarea').length > 0,
      text: document.body.innerText,
    }
  })
