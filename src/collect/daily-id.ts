import { createHash, randomBytes } from 'node:crypto'
import type { Call } from './call.ts'

interface Salt {
  readonly day: string
  readonly bytes: Buffer
}

let salt: Salt = { day: '', bytes: Buffer.alloc(0) }

/**
 * Who sends to a site, where nothing names them: a hash of address, browser and site with random bytes that are
 * new each day (UTC). The bytes are in memory alone and gone at the end of the day or of the process, so that
 * nobody can tell whose hash it is, or know somebody again the day after. Plausible, Umami, OpenPanel and
 * Matomo without cookies count people so.
 */
export function makeDailyId(
  {
    address,
    userAgent,
  }: { readonly address?: string | undefined; readonly userAgent?: string | undefined },
  site: string | undefined,
  now = Date.now(),
): string {
  const day = new Date(now).toISOString().slice(0, 10)
  if (salt.day !== day) salt = { day, bytes: randomBytes(32) }
  const hash = createHash('sha256').update(salt.bytes)
  for (const part of [address, userAgent, site]) hash.update(`\0${part ?? ''}`)
  return hash.digest('hex').slice(0, 32)
}

/** The daily id of who sends a call. */
export const dailyIdOf = ({ address, header }: Call, site: string | undefined): string =>
  makeDailyId({ address, userAgent: header('user-agent') }, site)

/**
 * Whether a call comes from a browser. A server sends for many people: what is the same in all its calls names
 * none of them.
 */
export const isFromBrowser = ({ header }: Call): boolean =>
  /^(Mozilla|Opera)\/\d+\.\d+ \(/.test(header('user-agent') ?? '')
