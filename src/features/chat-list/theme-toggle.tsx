import { Moon, Sun } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { useT } from '@/i18n/i18n'
import { IconButton } from '@/ui/button'
import { memory } from '@/settings/local-settings'
import { switchTheme, THEME_CHANGE } from '@/settings/local-settings'

const onThemeChange = (tell: () => void) => {
  document.addEventListener(THEME_CHANGE, tell)
  return () => document.removeEventListener(THEME_CHANGE, tell)
}

/** Light or dark, at the head of the list. */
export const ThemeSwitch = () => {
  const t = useT()
  const theme = useSyncExternalStore(onThemeChange, memory.theme)
  return (
    <IconButton label={t(theme === 'dark' ? 'around.lightTheme' : 'around.darkTheme')} onClick={() => switchTheme()}>
      {theme === 'dark' ? <Sun strokeWidth={1.5} /> : <Moon strokeWidth={1.5} />}
    </IconButton>
  )
}
