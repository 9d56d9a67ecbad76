import { readInstant } from '../query/compilation/read-instant.ts'

/** From when on nothing is done by itself, in UTC milliseconds; a day begins in the zone. */
export const expiryOf = (
  { expires }: { readonly expires?: string | undefined },
  timeZone: string,
): number => (expires === undefined ? Infinity : readInstant(expires, timeZone, ['expires']))
