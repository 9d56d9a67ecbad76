import type { Audience } from '../model/definitions/index.ts'
import { readInstant } from '../query/compilation/read-instant.ts'

/** When an audience is evaluated no more, in UTC milliseconds; a day begins in the data view's zone. */
export const expiryOf = ({ expires }: Pick<Audience, 'expires'>, timeZone: string): number =>
  expires === undefined ? Infinity : readInstant(expires, timeZone, ['expires'])
