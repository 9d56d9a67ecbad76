import type { Clock } from './clock.ts'

const FIRST_MS = 1000
const LONGEST_MS = 3_600_000

/** How long after so many failures in a row is waited: 1 s, doubled to 1 h, of which up to half is left to chance. */
export function backOffMs(failures: number, { random }: Pick<Clock, 'random'>): number {
  const most = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 20))
  return Math.round(most / 2 + (random() * most) / 2)
}
