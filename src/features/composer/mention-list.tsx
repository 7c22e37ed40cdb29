import { useT } from '@/i18n/i18n'
import { Avatar } from '@/ui/avatar'
import type { Mentioned } from './mentions'

/** Colleagues who can be mentioned, above the field that has the focus; `active` is the one Enter takes. */
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
