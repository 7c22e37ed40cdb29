import type { KeyboardEvent } from 'react'
import { keyNames } from '@/ui/key-names'
import { useI18n } from '@/i18n/i18n'
import { setSetting } from '@/settings/setting-store'
import type { Settings } from '@/settings/settings'
import { useSetting } from '@/settings/use-setting'

/** Whether a key press in a field means "send". */
export const isSendKey = (event: KeyboardEvent<HTMLTextAreaElement>, key: Settings['sendKey']): boolean => {
  if (event.key !== 'Enter' || event.shiftKey || event.altKey) return false
  // Enter that ends an IME composition; Safari tells it only by the old key code.
  if (event.nativeEvent.isComposing || event.keyCode === 229) return false
  if (event.ctrlKey || event.metaKey) return true
  // Screen keyboards have no usable Shift+Enter.
  return key === 'enter' && !matchMedia('(pointer: coarse)').matches
}

/** Shows which key sends; a press changes it. Without room for it, Ctrl+K offers it. */
export const SendKeyHint = () => {
  const { t, locale } = useI18n()
  const key = useSetting('sendKey')
  const words = t(key === 'enter' ? 'composer.sendsEnter' : 'composer.sendsCtrlEnter')
  const [before, after] = t('composer.enterToSend').split('{key}')
  return (
    <button
      type="button"
      title={words}
      onClick={() => setSetting('sendKey', key === 'enter' ? 'ctrl' : 'enter')}
      className="inline-flex min-h-7 items-center gap-1 rounded-xs px-2 text-xs whitespace-nowrap text-fg-3 hover:bg-hover @max-[900px]/panel:hidden pointer-coarse:hidden"
    >
      {before}
      <kbd className="rounded-2xs border border-line-2 bg-surface-2 px-1.25 py-px font-sans text-2xs text-fg-2">
        {keyNames(key === 'enter' ? 'Enter' : 'Ctrl+Enter', locale).join('+')}
      </kbd>
      {after}
    </button>
  )
}
