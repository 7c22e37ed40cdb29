import { linkifyit } from 'linkify-it'
import { findPhoneNumbersInText } from 'libphonenumber-js/min'
import { safeUrl } from '@/domain/safe-url'
import type { FindLinks, FoundLink } from './use-link-finder'

const linkify = linkifyit({ fuzzyLink: true, fuzzyEmail: true })
// Schemes that safeUrl would refuse.
linkify.add('ftp:', null)
linkify.add('//', null)

/** Limit of the searched text in characters; the rest stays plain text. */
const MAX_SEARCHED_LENGTH = 20_000
/** Phone numbers are searched only in shorter texts, not in long lists. */
const MAX_LENGTH_FOR_PHONES = 2_000

const addresses = (text: string): FoundLink[] =>
  (linkify.match(text) ?? []).flatMap(({ index, lastIndex, url, schema }) => {
    // Without a scheme the library assumes http, although most hosts redirect to https.
    // `https://user:word@host` is no address of `user`.
    if (/^[:@][\w/]/.test(text.slice(lastIndex, lastIndex + 2))) return []
    const safe = safeUrl(schema === '' ? url.replace(/^http:/, 'https:') : url)
    return safe === null ? [] : [{ from: index, to: lastIndex, url: safe }]
  })

const phones = (text: string): FoundLink[] =>
  text.length > MAX_LENGTH_FOR_PHONES || !/\+\d/.test(text)
    ? []
    : findPhoneNumbersInText(text).flatMap(({ startsAt, endsAt, number }) => {
        const url = safeUrl(`tel:${number.number}`)
        return url === null ? [] : [{ from: startsAt, to: endsAt, url }]
      })

/** Addresses with and without a scheme, mail addresses, and phone numbers in their international form. */
export const findLinks: FindLinks = (text) => {
  const part = text.slice(0, MAX_SEARCHED_LENGTH)
  const found: FoundLink[] = []
  for (const link of [...addresses(part), ...phones(part)].toSorted((a, b) => a.from - b.from))
    if (link.from >= (found.at(-1)?.to ?? 0)) found.push(link)
  return found
}
