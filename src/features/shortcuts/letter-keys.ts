import { localSettings } from '@/settings/local-settings'

let on = localSettings.letterKeys()

/** Keys of one character without Ctrl or Alt work (WCAG 2.1.4); people who use speech input or press keys by accident switch them off. */
export const areLetterKeysOn = (): boolean => on

/** Switches them; where the browser stores nothing, for as long as the page lives. */
export const setLetterKeys = (wanted: boolean): void => {
  on = wanted
  localSettings.rememberLetterKeys(wanted)
}
