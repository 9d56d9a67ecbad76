import ipaddr from 'ipaddr.js'

/** Public by its range, but answers with secrets inside of Azure. */
const metadata = ['168.63.129.16']

/** The unicast addresses that are given out so far; all others are reserved, or contain IPv4 addresses. */
const globalUnicast = ipaddr.parseCIDR('2000::/3')
/** IPv4 addresses seen through NAT64: what they mean is in their last four bytes. */
const nat64 = ipaddr.parseCIDR('64:ff9b::/96')

/** Whether an IP address belongs to a machine that anyone can reach. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  if (parsed instanceof ipaddr.IPv4) return isPublic4(parsed)
  if (parsed.match(nat64)) return isPublic4(new ipaddr.IPv4(parsed.toByteArray().slice(-4)))
  return parsed.range() === 'unicast' && parsed.match(globalUnicast)
}

const isPublic4 = (address: ipaddr.IPv4): boolean =>
  address.range() === 'unicast' && !metadata.includes(address.toString())
