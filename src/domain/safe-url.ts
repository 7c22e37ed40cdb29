// Invisible characters are in no honest address.
const UNSAFE = /[\s\p{Cc}\p{Cf}<>"\\]/u
const PHONE = /^\+?[\d\s().-]{2,30}$/

/** The value of a BB code without the quotes around it. */
export const unquote = (value: string): string => value.trim().replace(/^(["'])(.*)\1$/, '$2')

/** A link's address if it may be followed, else null: http(s), mailto, tel, or root-relative on the portal. */
export const safeUrl = (value: string): string | null => {
  const url = unquote(value)
  if (/^tel:/i.test(url)) {
    const phone = url.slice(4)
    return PHONE.test(phone) ? `tel:${phone.replace(/[\s().-]/g, '')}` : null
  }
  if (UNSAFE.test(url)) return null
  if (/^mailto:[^@]+@[^@]+$/i.test(url) || /^\/(?!\/)/.test(url)) return url
  // `https://portal.example@evil.example` leads to evil.example.
  return /^https?:\/\/./i.test(url) && URL.canParse(url) && !new URL(url).username ? url : null
}

const ADDRESS_LIKE = /^\s*(?:https?:\/\/)?(?:www\.)?((?:[\p{L}\d-]+\.)+\p{L}{2,})(?=[/:?#\s]|$)/iu

/** The host of a link whose text names another host; null when the text names none or the same. `url` comes from safeUrl. */
export const hiddenHost = (url: string, text: string): string | null => {
  const claimed = ADDRESS_LIKE.exec(text)?.[1]?.toLowerCase()
  if (claimed === undefined || !/^https?:/i.test(url)) return null
  const { host, hostname } = new URL(url)
  // A host in another script is the same when the browser encodes it the same way.
  const named = URL.canParse(`https://${claimed}`) ? new URL(`https://${claimed}`).hostname : claimed
  return hostname.replace(/^www\./, '') === named ? null : host
}

/** A sentence's full stop or closing bracket right after an address isn't part of it. */
export const trimUrl = (url: string): string => {
  const balanced = url.includes('(')
  let end = url.length
  while (end > 0 && (".,;:!?'*_…»”".includes(url[end - 1] ?? '') || (!balanced && url[end - 1] === ')'))) end -= 1
  return url.slice(0, end)
}
