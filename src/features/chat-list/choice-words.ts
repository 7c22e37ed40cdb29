import type { Choice, FilterStatus } from '@/domain/chat-filters'
import type { Translate } from '@/i18n/i18n'

/** A choice in words: a status by the dictionary, everything else by its name in the portal. */
export const choiceWords = ({ facet, value, name }: Choice, t: Translate): string =>
  facet === 'status' ? t(`filters.${value as FilterStatus}`) : name
