import type { PhraseKey } from '@/i18n/i18n'
import type { PortalError } from '@/queries/portal-context'

/** Why a file can't be had, in words. */
export const fileTrouble = ({ code, kind }: PortalError): PhraseKey => {
  if (code === 'FILE_NOT_FOUND') return 'files.gone'
  return code === 'ACCESS_DENIED' || kind === 'forbidden' ? 'files.denied' : 'files.failed'
}
