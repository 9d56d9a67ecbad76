import ipaddr from 'ipaddr.js'
import { ThroughlineError } from '../../model/errors.ts'

/** Wrong secrets that cost nothing; each further one doubles the wait. */
const FREE_TRIES = 5
const LONGEST_WAIT_SECONDS = 300
const FORGOTTEN_AFTER_MS = 3_600_000
const MOST_ADDRESSES = 10_000

interface Tries {
  readonly count: number
  readonly lastAt: number
}

/** Slows those who guess, by the address that they ask from. */
export interface TryCounter {
  /** @throws ThroughlineError `server/too-many-tries` */
  check(address: string): void
  /** Gives how many wrong tries in a row that was. */
  countWrong(address: string): number
  forget(address: string): void
}

export function createTryCounter(now = () => Date.now()): TryCounter {
  const known = new Map<string, Tries>()
  return {
    check(address) {
      const tries = known.get(groupOf(address))
      const seconds = tries === undefined ? 0 : secondsToWait(tries, now())
      if (seconds > 0) throw new ThroughlineError('server/too-many-tries', { seconds })
    },
    countWrong(address) {
      const group = groupOf(address)
      const { count = 0, lastAt = 0 } = known.get(group) ?? {}
      const next = now() - lastAt > FORGOTTEN_AFTER_MS ? 1 : count + 1
      known.delete(group)
      known.set(group, { count: next, lastAt: now() })
      const [oldest] = known.keys()
      if (known.size > MOST_ADDRESSES && oldest !== undefined) known.delete(oldest)
      return next
    },
    forget: (address) => void known.delete(groupOf(address)),
  }
}

function secondsToWait({ count, lastAt }: Tries, now: number): number {
  if (count < FREE_TRIES) return 0
  const wait = Math.min(2 ** (count - FREE_TRIES), LONGEST_WAIT_SECONDS)
  return Math.ceil((lastAt + wait * 1000 - now) / 1000)
}

/** Who has one IPv6 address has the 2⁶⁴ around it. */
function groupOf(address: string): string {
  if (!ipaddr.isValid(address)) return address
  const parsed = ipaddr.process(address)
  return parsed instanceof ipaddr.IPv4
    ? parsed.toString()
    : parsed.toByteArray().slice(0, 8).join('.')
}
