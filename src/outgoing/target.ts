import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { ThroughlineError } from '../model/errors.ts'
import { isPublic } from './addresses.ts'
import { OutgoingError } from './outgoing-error.ts'

/** Where a request goes: the name was resolved once, and the connection uses what was found. */
export interface Target {
  readonly url: URL
  readonly addresses: readonly LookupAddress[]
}

/** An address as it was written. @throws OutgoingError */
export function readAddress(text: string): URL {
  if (URL.canParse(text)) return new URL(text)
  throw new OutgoingError('it is no address that can be asked')
}

/**
 * Resolves an address and checks all that it can mean.
 *
 * @throws ThroughlineError `outgoing/private-target`
 * @throws OutgoingError
 */
export async function findTarget(url: URL, allowsPrivateTargets: boolean): Promise<Target> {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new OutgoingError('it leads to an address that is neither http nor https')
  }
  return { url, addresses: await findAddresses(url.hostname, allowsPrivateTargets) }
}

/** All that a host's name means; none of it is private. Errors as above. */
export async function findAddresses(
  host: string,
  allowsPrivateTargets: boolean,
): Promise<readonly LookupAddress[]> {
  const addresses = await resolve(host.replace(/^\[(.*)\]$/, '$1'))
  const isAllowed = allowsPrivateTargets || addresses.every(({ address }) => isPublic(address))
  if (isAllowed) return addresses
  throw new ThroughlineError('outgoing/private-target', { target: host })
}

/** All spellings of an IPv4 address (`0x7f.1`, `2130706433`) are one here: URL has read them. */
async function resolve(name: string): Promise<readonly LookupAddress[]> {
  const family = isIP(name)
  if (family !== 0) return [{ address: name, family }]
  const found = await lookup(name, { all: true }).catch(() => [])
  if (found.length > 0) return found
  throw new OutgoingError('its host is not known')
}
