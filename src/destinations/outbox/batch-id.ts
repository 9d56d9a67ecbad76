import { randomBytes } from 'node:crypto'
import { isoOf } from './clock.ts'

let last = 0

/** Greater for later ones of a process, also within a millisecond. */
export function makeBatchId(now: number): string {
  last = now > last || now < last - 60_000 ? now : last + 0.001
  const [whole = 0, part = 0] = [Math.floor(last), Math.round((last % 1) * 1000)]
  const counted = String(part).padStart(3, '0')
  return `${isoOf(whole)}-${counted}-${randomBytes(4).toString('hex')}`
}

/** Before all ids of that moment and later. */
export const idBefore = (moment: number): string => isoOf(moment)
