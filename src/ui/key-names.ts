/** What stands on the keys of other keyboards; Russian ones carry the English words. */
const german: Readonly<Record<string, string>> = {
  Ctrl: 'Strg',
  Shift: 'Umschalt',
  Enter: 'Eingabe',
  Home: 'Pos1',
  End: 'Ende',
  PageUp: 'Bild ↑',
  PageDown: 'Bild ↓',
}
const apple: Readonly<Record<string, string>> = { Ctrl: '⌘', Alt: '⌥', Shift: '⇧' }

const isApple = (): boolean => /^(?:Mac|iP)/.test(navigator.platform)

/** Keys that are pressed together (`Ctrl+Shift+X`), as the reader's keyboard names each. `locale`: BCP 47. */
export const keyNames = (keys: string, locale: string, onApple = isApple()): readonly string[] =>
  keys.split('+').map((key) => (onApple ? apple[key] : undefined) ?? (locale === 'de' ? german[key] : undefined) ?? key)
