import Moon from 'lucide-react/icons/moon'
import Sun from 'lucide-react/icons/sun'
import { useT } from '@/i18n/i18n'
import { IconButton } from '@/ui/button'
import { switchTheme } from '@/settings/theme'
import { useSetting } from '@/settings/use-setting'

/** Light or dark, at the head of the list. */
export const ThemeToggle = () => {
  const t = useT()
  const theme = useSetting('theme')
  return (
    <IconButton label={t(theme === 'dark' ? 'shell.lightTheme' : 'shell.darkTheme')} onClick={switchTheme}>
      {theme === 'dark' ? <Sun strokeWidth={1.5} /> : <Moon strokeWidth={1.5} />}
    </IconButton>
  )
}
