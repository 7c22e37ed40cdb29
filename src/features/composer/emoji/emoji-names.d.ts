// Made by the plugin emoji-names of vite.config.ts.
declare module 'emojibase-data/*/names' {
  /** Emoji, name, and words that find it. */
  const names: readonly (readonly [emoji: string, name: string, words: string])[]
  export default names
}
