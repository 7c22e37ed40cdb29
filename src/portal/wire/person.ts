import { toId, type UserId } from '@/domain/ids'
import type { Me, People, Person } from '@/domain/person'
import { field, toAddress, toFlag, toList, toRecord, toText, toTextOrNull } from './php-json'

const hexColor = (value: unknown): string | null => {
  const text = toText(value)
  return /^#[0-9a-f]{6}$/i.test(text) ? text.toLowerCase() : null
}

/** Address of an avatar; the portal sends a blank gif for "none". */
export const toAvatar = (value: unknown, origin: string): string | null => {
  const address = toAddress(value, origin)
  return address && !/\/blank\.gif(?:\?|$)/.test(address) ? address : null
}

export { hexColor as toColor }

/** A user of im.* or of imopenlines.session.history.get; null without an id. */
export const toPerson = (value: unknown, origin: string): Person | null => {
  const raw = toRecord(value)
  const id = toId<UserId>(raw['id'])
  if (id === null) return null
  const name = toTextOrNull(raw['name']) ?? `#${id}`
  return {
    id,
    kind: toFlag(raw['connector']) ? 'client' : toFlag(raw['bot']) ? 'bot' : 'operator',
    name,
    firstName: toTextOrNull(field(raw, 'first_name', 'firstName')) ?? name,
    position: toTextOrNull(field(raw, 'work_position', 'workPosition')),
    avatarUrl: toAvatar(raw['avatar'], origin),
    color: hexColor(raw['color']),
  }
}

/** Users from a list or a map by id. */
export const toPeople = (value: unknown, origin: string): People => {
  const people = new Map<UserId, Person>()
  for (const raw of toList(value)) {
    const person = toPerson(raw, origin)
    if (person) people.set(person.id, person)
  }
  return people
}

/** The caller (REST `profile`); null when the portal sends the empty object of a dismissed user. */
export const toMe = (value: unknown): Me | null => {
  const raw = toRecord(value)
  const id = toId<UserId>(raw['ID'])
  if (id === null) return null
  const name = [toText(raw['NAME']), toText(raw['LAST_NAME'])].filter(Boolean).join(' ')
  return { id, name: name || `#${id}`, isAdmin: toFlag(raw['ADMIN']) }
}
