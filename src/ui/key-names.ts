import { keyNameFor } from '@/i18n/languages'

const apple: Readonly<Record<string, string>> = { Ctrl: '⌘', Alt: '⌥', Shift: '⇧' }

const isApple = (): boolean => /^(?:Mac|iP)/.test(navigator.platform)

/** Keys that are pressed together (`Ctrl+Shift+X`), as the reader's keyboard names each. `locale`: BCP 47. */
export const keyNames = (keys: string, locale: string, onApple = isApple()): readonly string[] =>
  keys.split('+').map((key) => (onApple ? apple[key] : undefined) ?? keyNameFor(key, locale))
