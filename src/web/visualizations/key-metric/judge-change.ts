import type { Polarity } from '../../../model/format.ts'
import type { Figure } from '../../../model/result.ts'

export interface Change {
  readonly direction: 'up' | 'down' | 'same'
  readonly isGood: boolean
}

/** Which way a metric went, and whether that is good: a rise is, unless the metric says that it is bad. */
export function judgeChange(difference: Figure, upIs: Polarity = 'good'): Change | undefined {
  if (difference === null) return undefined
  if (difference === 0) return { direction: 'same', isGood: false }
  const isRise = difference > 0
  return { direction: isRise ? 'up' : 'down', isGood: isRise === (upIs === 'good') }
}
