/** One or two capitals for an avatar: of the first and the last word that begin with a letter or digit; '?' if none do. */
export const initials = (name: string): string => {
  const words = name.match(/[\p{L}\p{N}][^\s]*/gu) ?? []
  const first = words[0]
  if (first === undefined) return '?'
  const last = words.length > 1 ? words.at(-1) : undefined
  return `${[...first][0] ?? ''}${last === undefined ? '' : ([...last][0] ?? '')}`.toUpperCase()
}
