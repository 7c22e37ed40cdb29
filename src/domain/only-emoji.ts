const EMOJI =
  /^(?:\s*(?:\p{RI}{2}|[0-9#*]\ufe0f\u20e3|[\p{Emoji_Presentation}\p{Extended_Pictographic}][\ufe0f\p{EMod}]?(?:\u200d[\p{Emoji_Presentation}\p{Extended_Pictographic}][\ufe0f\p{EMod}]?)*[\u{e0020}-\u{e007f}]*)){1,3}\s*$/u

/** Whether a text is one to three emoji and nothing else, which is shown large. */
export const isOnlyEmoji = (text: string): boolean => text.length < 80 && EMOJI.test(text)
