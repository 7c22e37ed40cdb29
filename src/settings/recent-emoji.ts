/** How many are remembered: two rows of the picker. */
const MAX_RECENT = 16

let recent: readonly string[] = []
let keep: (emoji: readonly string[]) => void = () => undefined

/** Reads what a user chose last under a key prefix (portal and user), and keeps it there. */
export const openRecentEmoji = (prefix: string, storage: Storage | null): void => {
  const name = `${prefix}:emoji`
  try {
    const raw: unknown = JSON.parse(storage?.getItem(name) ?? '[]')
    recent = Array.isArray(raw) ? raw.filter((one) => typeof one === 'string').slice(0, MAX_RECENT) : []
  } catch {
    recent = []
  }
  keep = (emoji) => {
    try {
      storage?.setItem(name, JSON.stringify(emoji))
    } catch {
      // Full or forbidden: they are remembered as long as the page.
    }
  }
}

/** What was chosen last, newest first. */
export const recentEmoji = (): readonly string[] => recent

/** Puts one in front. */
export const rememberEmoji = (emoji: string): void => {
  recent = [emoji, ...recent.filter((one) => one !== emoji)].slice(0, MAX_RECENT)
  keep(recent)
}
