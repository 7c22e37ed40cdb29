import { tabOwner } from '@/domain/installation'
import type { Translate } from '@/i18n/i18n'

/** A placement, by the cards it belongs to: Deals. An unknown one stays a code. */
export const placementWord = (placement: string, t: Translate): string => {
  const owner = tabOwner(placement)
  return owner ? t(`install.tab_${owner}`) : placement
}

/** A scope, by what it is for: Open Channels. An unknown one stays a code. */
export const scopeWord = (scope: string, t: Translate): string => {
  switch (scope) {
    case 'placement':
    case 'crm':
    case 'imopenlines':
    case 'im':
    case 'pull':
      return t(`install.scope_${scope}`)
    default:
      return scope
  }
}
