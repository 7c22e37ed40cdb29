import { Moon, Sun } from 'lucide-react'
import { useState } from 'react'
import { useT } from '@/i18n/i18n'
import { IconButton } from '@/ui/icon-button'
import { memory } from './memory'
import { switchTheme } from './theme-choice'

/** Light or dark, at the head of the list. */
export const ThemeSwitch = () => {
  const t = useT()
  const [theme, setTheme] = useState(memory.theme)
  return (
    <IconButton
      label={t(theme === 'dark' ? 'card.lightTheme' : 'card.darkTheme')}
      onClick={() => setTheme(switchTheme())}
    >
      {theme === 'dark' ? <Sun strokeWidth={1.5} /> : <Moon strokeWidth={1.5} />}
    </IconButton>
  )
}
