import { expect, it } from 'vitest'
import { isOnlyEmoji } from './message'

it.each(['👍', '👍🏽', '❤️', '👩‍👩‍👧‍👦', '🇩🇪', '1️⃣', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '😀 😀 😀', ' 🙌 '])('%s is only emoji', (text) =>
  expect(isOnlyEmoji(text)).toBe(true),
)

it.each(['', ' ', '1', '12', 'ok 👍', '👍👍👍👍', '#', 'é', '[b]👍[/b]'])('%s is not', (text) =>
  expect(isOnlyEmoji(text)).toBe(false),
)
