import { isIP } from 'node:net'
import type { MiddlewareHandler } from 'hono'
import { ThroughlineError } from '../../model/errors.ts'

/** Names under which the server may be asked. */
export interface AllowedHosts {
  /** The address that is listened on. */
  readonly listening: string
  /** More names, such as those that a proxy passes on. */
  readonly names: readonly string[]
}

/**
 * Refuses requests under a foreign host name: a page whose name was pointed at this machine (DNS
 * rebinding) would be of the same origin as the answers that it reads.
 *
 * @throws ThroughlineError `server/wrong-host`
 */
export function checkHost(allowed: AllowedHosts): MiddlewareHandler {
  const names = new Set([allowed.listening, ...allowed.names].map(plainName))
  return async ({ req }, next) => {
    const given = req.header('host')
    if (given !== undefined && !isAllowed(hostName(given), names)) {
      throw new ThroughlineError('server/wrong-host', { host: given })
    }
    await next()
  }
}

/** On every address of the machine, each of them may be asked for: addresses cannot be rebound. */
function isAllowed(name: string | undefined, names: ReadonlySet<string>): boolean {
  if (name === undefined) return false
  if (isLoopback(name) || names.has(name)) return true
  return isIP(name) !== 0 && ['0.0.0.0', '::'].some((every) => names.has(every))
}

/** A name or address that only this machine answers to. */
export const isLoopback = (name: string): boolean =>
  name === 'localhost' || name === '::1' || (isIP(name) === 4 && name.startsWith('127.'))

/** `Host: [::1]:4300` → `::1`; undefined where it is no host. */
function hostName(header: string): string | undefined {
  const isHost = /^([\w.-]+|\[[\da-f:.]+\])(:\d*)?$/i.test(header)
  return isHost ? plainName(header.replace(/:\d*$/, '')) : undefined
}

/** In lower case, without brackets and without the dot of the root. */
const plainName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')
