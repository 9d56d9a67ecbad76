import type { Expected } from './expected.ts'
import { computeMean } from './descriptive.ts'

/** A series with what was expected of its values, null where nothing is known. */
export interface Judged {
  readonly values: ArrayLike<number>
  readonly expectations: readonly (Expected | null)[]
}

/** A value of this year and its counterpart of the year before. */
interface Pair {
  readonly value: number
  readonly expected: number
  readonly before: number
  readonly expectedBefore: number
}

interface Method {
  /** `drift`: the mean difference between the years beside the holiday. */
  readonly expected: (pair: Pair, drift: number) => number
  /** How much wider the band becomes. */
  readonly scale: (pair: Pair) => number
}

/** How a holiday's effect is carried over from the year before. semantics §8.10 */
const methods: readonly Method[] = [
  {
    expected: ({ expected, before, expectedBefore }) => expected + before - expectedBefore,
    scale: () => 1,
  },
  {
    expected: ({ expected, before, expectedBefore }) => (expected * before) / expectedBefore,
    scale: ({ before, expectedBefore }) => Math.max(1, before / expectedBefore),
  },
  {
    expected: ({ before }, drift) => before + drift,
    scale: () => 1,
  },
]

/**
 * Anomalies on holidays, expected anew from the same holiday a year before by the method that errs least
 * (in the mean, by percent) on the values up to `reach` before and after. `counterparts` has for each value
 * the place of its counterpart in the year before, null for values on no holiday. Without a counterpart
 * that is known an expectation stays as it is. semantics §8.10
 */
export function correctHolidays(
  now: Judged,
  before: Judged,
  counterparts: readonly (number | null)[],
  reach: number,
): (Expected | null)[] {
  return now.expectations.map((own, t) => {
    const then = counterparts[t] ?? null
    if (!own?.anomaly || then === null) return own
    const offsets = Array.from({ length: 2 * reach + 1 }, (_, k) => k - reach)
    const beside = offsets.flatMap((k) =>
      k === 0 ? [] : (pairAt(now, before, t + k, then + k) ?? []),
    )
    const pair = pairAt(now, before, t, then)
    return pair === null ? own : corrected(own, pair, beside)
  })
}

function pairAt(now: Judged, before: Judged, t: number, then: number): Pair | null {
  const [own, other] = [now.expectations[t], before.expectations[then]]
  if (!own || !other) return null
  return {
    value: now.values[t]!,
    expected: own.expected,
    before: before.values[then]!,
    expectedBefore: other.expected,
  }
}

function corrected(own: Expected, pair: Pair, beside: readonly Pair[]): Expected {
  const around = [pair, ...beside]
  const drift = computeMean(beside.map(({ value, before }) => value - before))
  const scale = computeMean(around.map(({ value }) => Math.abs(value)))
  const errorOf = ({ expected }: Method): number =>
    computeMean(
      around.map(
        (one) => Math.abs(one.value - expected(one, drift)) / (Math.abs(one.value) || scale || 1),
      ),
    )
  const [best] = methods
    .map((method) => ({ method, error: errorOf(method) }))
    .filter(({ error }) => Number.isFinite(error))
    .sort((a, b) => a.error - b.error)
  if (best === undefined) return own
  return moved(own, pair, best.method, drift)
}

function moved(own: Expected, pair: Pair, { expected, scale }: Method, drift: number): Expected {
  const [centre, wider] = [expected(pair, drift), scale(pair)]
  const lower = centre - (own.expected - own.lower) * wider
  const upper = centre + (own.upper - own.expected) * wider
  return { expected: centre, lower, upper, anomaly: pair.value < lower || pair.value > upper }
}
