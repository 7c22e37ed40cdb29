import { getSetting, setSetting } from './setting-store'

/** Draws the panel light or dark, as set. */
export const applyTheme = (): void => {
  document.documentElement.classList.toggle('dark', getSetting('theme') === 'dark')
}

/** Switches between light and dark. */
export const switchTheme = (): void => {
  setSetting('theme', getSetting('theme') === 'dark' ? 'light' : 'dark')
  applyTheme()
}
