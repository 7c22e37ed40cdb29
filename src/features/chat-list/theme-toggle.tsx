import Moon from 'lucide-react/icons/moon'
import Sun from 'lucide-react/icons/sun'
import { useT } from '@/i18n/i18n'
import { IconButton } from '@/ui/button'
import { setSetting } from '@/settings/setting-store'
import { useSetting } from '@/settings/use-setting'

/** Switches between light and dark, in the list's header. */
export const ThemeToggle = () => {
  const t = useT()
  const theme = useSetting('theme')
  return (
    <IconButton
      label={t(theme === 'dark' ? 'shell.lightTheme' : 'shell.darkTheme')}
      onClick={() => setSetting('theme', theme === 'dark' ? 'light' : 'dark')}
    >
      {theme === 'dark' ? <Sun strokeWidth={1.5} /> : <Moon strokeWidth={1.5} />}
    </IconButton>
  )
}
