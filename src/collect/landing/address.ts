import { isIP } from 'node:net'
import type { Source } from '../../model/definitions/source.ts'

/** What is kept of an address: IPv4 without its last number, IPv6 without all behind its first 48 bits. */
export function keepAddress(address: string | undefined, keep: Source['ip']): string | undefined {
  if (address === undefined || keep === 'none') return undefined
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  const version = isIP(plain)
  if (version === 0) return undefined
  if (keep === 'whole') return plain
  return version === 4 ? plain.replace(/\d+$/, '0') : truncateIPv6(plain)
}

function truncateIPv6(address: string): string {
  const [front = '', back] = address.split('::')
  const groups = front === '' ? [] : front.split(':')
  const behind = back === undefined || back === '' ? [] : back.split(':')
  const missing = back === undefined ? 0 : 8 - groups.length - behind.length
  const all = [...groups, ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...behind]
  const kept = all.slice(0, 3).map((group) => Number.parseInt(group, 16).toString(16))
  return `${kept.join(':')}::`
}
