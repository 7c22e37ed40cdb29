import { localSettings } from '@/settings/local-settings'

let on = localSettings.letterKeys()

/** Keys of one character without Ctrl or Alt work (WCAG 2.1.4): for speech input and shaky hands they can be switched off. */
export const areLetterKeysOn = (): boolean => on

/** Switches them; where the browser keeps nothing, for as long as the page lives. */
export const setLetterKeys = (wanted: boolean): void => {
  on = wanted
  localSettings.rememberLetterKeys(wanted)
}

/** The event is somebody writing. */
const inField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** A key of one character was pressed as such, outside of fields and dialogs, and such keys are on. */
export const isLetterKey = (event: KeyboardEvent, key: string): boolean =>
  on &&
  event.key.toLowerCase() === key &&
  !event.ctrlKey &&
  !event.metaKey &&
  !event.altKey &&
  !inField(event.target) &&
  !document.querySelector('dialog:modal')
