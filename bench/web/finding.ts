/** What was measured, and whether it keeps to its limit. */
export interface Finding {
  readonly what: string
  readonly found: string
  readonly limit: string
  readonly isKept: boolean
}

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

export const printWhole = (value: number): string => whole.format(value)

const sorted = (values: readonly number[]) => values.toSorted((a, b) => a - b)

/** Milliseconds of the same thing done several times: the longest keeps to the limit. */
export function timesFinding(what: string, times: readonly number[], limitMs: number): Finding {
  const inOrder = sorted(times)
  const middle = inOrder[Math.floor(inOrder.length / 2)] ?? Number.NaN
  const longest = inOrder.at(-1) ?? Number.NaN
  return {
    what,
    found: `${printWhole(middle)} ms, most ${printWhole(longest)} (${times.length} times)`,
    limit: `${printWhole(limitMs)} ms`,
    isKept: longest < limitMs,
  }
}

/** A task or an input of a page. */
export interface Span {
  readonly at: number
  readonly ms: number
}

const LONG_MS = 50

/** What held the main thread of a page for long. */
export function tasksFinding(what: string, tasks: readonly Span[]): Finding {
  const long = sorted(tasks.map(({ ms }) => ms).filter((ms) => ms > LONG_MS))
  return {
    what: `${what}: long tasks`,
    found: long.length === 0 ? 'none' : `${long.length}, most ${printWhole(long.at(-1)!)} ms`,
    limit: 'none',
    isKept: long.length === 0,
  }
}

/** Processor time of the main thread for each of the same thing done several times; it has no limit of its own. */
export function workFinding(what: string, works: readonly number[]): Finding {
  const inOrder = sorted(works)
  const middle = inOrder[Math.floor(inOrder.length / 2)] ?? Number.NaN
  const most = inOrder.at(-1) ?? Number.NaN
  return {
    what: `${what}: processor time of the page`,
    found: `${printWhole(middle)} ms, most ${printWhole(most)}`,
    limit: '',
    isKept: true,
  }
}
