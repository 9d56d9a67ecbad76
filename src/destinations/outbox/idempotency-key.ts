import { createHash } from 'node:crypto'
import type { DeliveredChange } from '../destination.ts'

/** The same for the same content; another one where all are sent again by hand. */
export function makeKey(
  destination: string,
  audience: string,
  resends: number,
  changes: readonly DeliveredChange[],
): string {
  const hash = createHash('sha256').update(JSON.stringify([destination, audience, resends]))
  for (const { person, epoch, status, identities, attributes } of changes) {
    hash.update(JSON.stringify([person, epoch, status, identities, attributes]))
  }
  return hash.digest('hex')
}
