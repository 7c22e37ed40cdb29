import { memory } from './memory'

/** Light unless the user chose dark: CRM cards are light in every portal theme, so the computer's setting doesn't count. */
export const applyTheme = (theme = memory.theme()): void => {
  document.documentElement.classList.toggle('dark', theme === 'dark')
}

/** Fired at the document when the theme has changed. */
export const THEME_CHANGE = 'themechange'

/** Switches between light and dark and remembers it; returns the new one. */
export const switchTheme = (): 'light' | 'dark' => {
  const next = memory.theme() === 'dark' ? 'light' : 'dark'
  memory.rememberTheme(next)
  applyTheme(next)
  document.dispatchEvent(new Event(THEME_CHANGE))
  return next
}
