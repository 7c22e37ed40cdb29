import type { Rest } from '../sdk/rest'
import { toFlag, toRecord } from '../wire/php-shapes'

/** Whether the caller is from outside the company (im.user.get without an id tells about oneself). Throws PortalError. */
export const isOutsider = async (rest: Rest): Promise<boolean> =>
  toFlag(toRecord(await rest.call('im.user.get'))['extranet'])
