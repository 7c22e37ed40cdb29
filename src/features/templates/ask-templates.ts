import { makeAsking } from '@/ui/asking'

/** What somebody wants of the templates: the list of them, or a new one that begins with a text. */
export interface TemplateWish {
  /** null = the list; '' = an empty new one. */
  readonly text: string | null
  /** Called when the new one has been saved. */
  readonly saved?: (() => void) | undefined
}

const { ask, onAsked } = makeAsking<[wish: TemplateWish]>()

/** Opens the templates from anywhere in the panel; with a text, for example of a message, as a new template. */
export const askTemplates = (text: string | null = null, saved?: () => void): void => ask({ text, saved })

/** Hears what is asked for, until the function it returns is called. */
export const onTemplatesAsked = onAsked
