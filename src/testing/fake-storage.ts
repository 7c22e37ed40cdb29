/** A browser's storage, over a map that the test sees. `roomFor`: characters, beyond which it is full. */
export const fakeStorage = (kept = new Map<string, string>(), roomFor = Infinity): Storage => ({
  get length() {
    return kept.size
  },
  key: (index) => [...kept.keys()][index] ?? null,
  getItem: (key) => kept.get(key) ?? null,
  setItem: (key, value) => {
    const used = [...kept].reduce((sum, [name, text]) => sum + (name === key ? 0 : text.length), 0)
    if (used + value.length > roomFor) throw new DOMException('full', 'QuotaExceededError')
    kept.set(key, value)
  },
  removeItem: (key) => void kept.delete(key),
  clear: () => kept.clear(),
})
