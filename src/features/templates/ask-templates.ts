/** What somebody wants of the templates: the list of them, or a new one that begins with a text. */
export interface TemplateWish {
  /** null = the list; '' = an empty new one. */
  readonly text: string | null
  /** Called when the new one has been saved. */
  readonly saved?: (() => void) | undefined
}

const doors = new Set<(wish: TemplateWish) => void>()

/** Opens the templates from anywhere in the panel; with a text, for example of a message, as a new template. */
export const askTemplates = (text: string | null = null, saved?: () => void): void => {
  for (const door of doors) door({ text, saved })
}

/** Hears what is asked for, until the function it returns is called. */
export const onTemplatesAsked = (door: (wish: TemplateWish) => void): (() => void) => {
  doors.add(door)
  return () => void doors.delete(door)
}
