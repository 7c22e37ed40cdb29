/** One emoji, and how it is called in the panel's language. */
export interface Emoji {
  readonly emoji: string
  readonly name: string
  /** Everything that finds it, in lower case. */
  readonly words: string
}

/** What people write to clients with; the order is that of the picker. */
const COMMON_EMOJI =
  '🙂😊😀😄😁😅😂🤣😉😍🥰😘😎🤗🤔😐😏🙄😬😌🥳😢😭😔😕😮😳😱😡👍👎👌🙏👏🙌💪🤝👋✋✌️🤞👉👆👇☝️✍️👀❤️💛💚💙💜🖤🤍💔💯✨⭐🌟🔥⚡💥☀️⛅🌧️❄️🌈🎉🎊🎁🎈🎂🏆🥇🎯✅☑️✔️❌❗❓⚠️🚫⛔🆗🆕🔔📌📍📎🔗📞📱💻🖨️📷📧✉️📨📦📄📑📊📈📉📅⏰⏳🔍🔒🔑🛠️🔧⚙️💡🔋💰💶💵💳🧾🛒🛍️🏷️🏠🏢🏭🏪🚗🚚✈️🚆🚢🚲🌍🗺️☕🍵🍕🍰🍎🍷🍺🥂🌹🌷💐🌲🍀🐶🐱➡️⬅️⬆️⬇️🔄➕➖1️⃣2️⃣3️⃣'

/** So many are found at most. */
const MAX_FOUND = 96

// The data writes some with a mark for "as a picture", some without.
const normalize = (emoji: string) => emoji.replaceAll('\uFE0F', '')

const load = async (locale: string) => {
  if (locale.startsWith('de')) return (await import('emojibase-data/de/names')).default
  if (locale.startsWith('ru')) return (await import('emojibase-data/ru/names')).default
  return (await import('emojibase-data/en/names')).default
}

/** All emoji in a language (BCP 47); rejects when the file doesn't come. */
export const loadEmoji = async (locale: string): Promise<readonly Emoji[]> =>
  (await load(locale)).map(([emoji, name, words]) => ({ emoji, name, words: `${name} ${words}`.toLowerCase() }))

/** Those that are shown before anybody searches. */
export const commonEmoji = (all: readonly Emoji[]): readonly Emoji[] => {
  const known = new Map(all.map((one) => [normalize(one.emoji), one]))
  return [...new Intl.Segmenter().segment(COMMON_EMOJI)].flatMap(({ segment }) => known.get(normalize(segment)) ?? [])
}

/** Those that every typed word finds, at the start of a word; names before other words. */
export const findEmoji = (all: readonly Emoji[], typed: string): readonly Emoji[] => {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean)
  const fits = (text: string) => {
    const words = ` ${text.toLowerCase()}`
    return wanted.every((word) => words.includes(` ${word}`))
  }
  const named = all.filter(({ name }) => fits(name))
  const others = all.filter((one) => !named.includes(one) && fits(one.words))
  return [...named, ...others].slice(0, MAX_FOUND)
}
