import Moon from 'lucide-react/icons/moon'
import Sun from 'lucide-react/icons/sun'
import { useSyncExternalStore } from 'react'
import { useT } from '@/i18n/i18n'
import { IconButton } from '@/ui/button'
import { localSettings, switchTheme, THEME_CHANGE_EVENT } from '@/settings/local-settings'

const onThemeChange = (tell: () => void) => {
  document.addEventListener(THEME_CHANGE_EVENT, tell)
  return () => document.removeEventListener(THEME_CHANGE_EVENT, tell)
}

/** Switches between light and dark, in the list's header. */
export const ThemeToggle = () => {
  const t = useT()
  const theme = useSyncExternalStore(onThemeChange, localSettings.theme)
  return (
    <IconButton label={t(theme === 'dark' ? 'shell.lightTheme' : 'shell.darkTheme')} onClick={() => switchTheme()}>
      {theme === 'dark' ? <Sun strokeWidth={1.5} /> : <Moon strokeWidth={1.5} />}
    </IconButton>
  )
}
