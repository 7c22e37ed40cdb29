import type { UserId } from '@/domain/ids'
import { useT } from '@/i18n/i18n'
import { useFoundPeople } from '@/queries/transfer-targets'
import { Avatar } from '@/ui/avatar'
import { type KeyboardEvent, useState } from 'react'

/** A person who was chosen to be mentioned. */
export interface Mentioned {
  readonly id: UserId
  readonly name: string
}

/** The mention being typed before the caret: the offset of its `@`, and the text so far; null = none. */
export const mentionAt = (text: string, caret: number): { readonly from: number; readonly query: string } | null => {
  const found = /(?:^|[\s(])@([\p{L}\d'’-]{0,30}(?: [\p{L}\d'’-]{0,30})?)$/u.exec(text.slice(0, caret))
  return found ? { from: caret - (found[1] ?? '').length - 1, query: found[1] ?? '' } : null
}

/** The text in the portal's format: every `@Name` of a chosen person becomes [USER=id]Name[/USER], which notifies them. */
export const withMentions = (text: string, people: readonly Mentioned[]): string =>
  people
    // A longer name first: it may begin with a shorter one.
    .toSorted((a, b) => b.name.length - a.name.length)
    .reduce((written, { id, name }) => written.replaceAll(`@${name}`, `[USER=${id}]${name}[/USER]`), text)

const MAX_SUGGESTIONS = 8

/** Mentioning colleagues in one field. */
export interface Mentions {
  /** People found by the text after the `@`; empty = no suggestions. */
  readonly people: readonly Mentioned[]
  /** Index of the person that Enter chooses. */
  readonly active: number
  /** Called with text and caret after every change. */
  readonly onCaret: (text: string, caret: number) => void
  /** True = the key was handled by the list. */
  readonly onKey: (event: KeyboardEvent<HTMLTextAreaElement>) => boolean
  readonly take: (person: Mentioned) => void
  /** The text with the chosen people in the portal's format. */
  readonly written: (text: string) => string
}

/** `near`: people to suggest first; `put` gets the text with a chosen name in it, and the new caret. */
export const useMentions = (
  text: string,
  near: readonly Mentioned[],
  put: (text: string, caret: number) => void,
): Mentions => {
  const [typed, setTyped] = useState<{ readonly from: number; readonly query: string } | null>(null)
  const [active, setActive] = useState(0)
  const [chosen, setChosen] = useState<readonly Mentioned[]>([])
  const found = useFoundPeople(typed?.query ?? '')
  const query = (typed?.query ?? '').toLowerCase()
  const nearby = near.filter(({ name }) => ` ${name.toLowerCase()}`.includes(` ${query}`))
  const known = new Set(nearby.map(({ id }) => id))
  const people = typed ? [...nearby, ...found.filter(({ id }) => !known.has(id))].slice(0, MAX_SUGGESTIONS) : []
  const here = Math.min(active, people.length - 1)

  const take = ({ id, name }: Mentioned) => {
    if (!typed) return
    const before = `${text.slice(0, typed.from)}@${name} `
    setChosen((known) => [...known, { id, name }])
    setTyped(null)
    put(before + text.slice(typed.from + typed.query.length + 1).trimStart(), before.length)
  }
  return {
    people,
    active: here,
    onCaret: (now, caret) => {
      setTyped(mentionAt(now, caret))
      setActive(0)
    },
    onKey: (event) => {
      const person = people[here]
      if (!person || event.nativeEvent.isComposing) return false
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (step !== undefined) setActive((here + step + people.length) % people.length)
      else if ((event.key === 'Enter' && !event.shiftKey) || event.key === 'Tab') take(person)
      else if (event.key === 'Escape') setTyped(null)
      else return false
      event.preventDefault()
      event.stopPropagation()
      return true
    },
    take,
    written: (now) => withMentions(now, chosen),
  }
}

/** Suggested colleagues, above the field that has the focus; `active` is the one that Enter chooses. */
export const MentionList = ({
  id,
  people,
  active,
  onTake,
}: {
  readonly id: string
  readonly people: readonly Mentioned[]
  readonly active: number
  readonly onTake: (person: Mentioned) => void
}) => {
  const t = useT()
  return (
    <div
      id={id}
      role="listbox"
      tabIndex={-1}
      aria-label={t('teamNotes.mentions')}
      className="absolute inset-x-2 bottom-full mb-1 max-h-56 overflow-y-auto rounded-md border border-line bg-surface p-1 text-fg shadow-popup scrollbar-thin"
    >
      {people.map((person, place) => (
        <div
          key={person.id}
          id={`${id}-${place}`}
          role="option"
          tabIndex={-1}
          aria-selected={place === active}
          className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-sm px-2.5 py-1 hover:bg-hover aria-selected:bg-sel-bg aria-selected:text-sel-fg @max-[480px]/panel:min-h-10"
          // The field keeps the focus, and its caret.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onTake(person)}
        >
          <Avatar name={person.name} avatarUrl={null} color={null} className="size-6 text-[0.5625rem]" />
          <span className="min-w-0 truncate">{person.name}</span>
        </div>
      ))}
    </div>
  )
}
