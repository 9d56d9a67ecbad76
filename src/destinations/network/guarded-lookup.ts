import { isIP, type LookupFunction } from 'node:net'
import type { Outgoing } from '../../outgoing/index.ts'

/** For clients that connect by themselves: the address of a host that may be asked, instead of the system's answer. */
export const guardedLookup =
  (outgoing: Outgoing, host: string): LookupFunction =>
  (_, options, done) => {
    outgoing.findAddress(host).then(
      (address) => {
        const family = isIP(address)
        if (options.all) done(null, [{ address, family }])
        else done(null, address, family)
      },
      (error: Error) => done(error, ''),
    )
  }
