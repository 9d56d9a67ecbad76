import { createHash } from 'node:crypto'
import type { Call } from './call.ts'

/**
 * Who sends to a site, where nothing names them: a hash of address, browser and site with random bytes that are
 * new each day (UTC). The bytes are gone when the day has ended, so that nobody can tell whose hash it is, or
 * know somebody again the day after. Plausible, Umami, OpenPanel and Matomo without cookies count people so.
 */
export function makeDailyId(
  salt: Buffer,
  {
    address,
    userAgent,
  }: { readonly address?: string | undefined; readonly userAgent?: string | undefined },
  site: string | undefined,
): string {
  const hash = createHash('sha256').update(salt)
  for (const part of [address, userAgent, site]) hash.update(`\0${part ?? ''}`)
  return hash.digest('hex').slice(0, 32)
}

/** The daily id of who sends a call. */
export const dailyIdOf = ({ address, header, salt }: Call, site: string | undefined): string =>
  makeDailyId(salt, { address, userAgent: header('user-agent') }, site)

/**
 * Whether a call comes from a browser. A server sends for many people: what is the same in all its calls names
 * none of them.
 */
export const isFromBrowser = ({ header }: Call): boolean =>
  /^(Mozilla|Opera)\/\d+\.\d+ \(/.test(header('user-agent') ?? '')
