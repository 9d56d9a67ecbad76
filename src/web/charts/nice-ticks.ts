import type { NumberFormat } from '../../model/format.ts'

const SECONDS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600]
const DAY = 86_400

/** Round numbers from at or below `low` to at or above `high`, with about `most` steps. */
export function niceTicks(
  low: number,
  high: number,
  most: number,
  type?: NumberFormat['type'],
): readonly number[] {
  const span = high - low || Math.abs(high) || 1
  const step = type === 'time' ? timeStep(span / most) : roundStep(span / most)
  const first = Math.floor(low / step + 1e-9)
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9))
  return Array.from({ length: last - first + 1 }, (_, k) => clean((first + k) * step))
}

function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  const factor = [1, 2, 2.5, 5, 10].find((each) => each * power >= least * 0.999) ?? 10
  return factor * power
}

function timeStep(least: number): number {
  return SECONDS.find((each) => each >= least) ?? Math.max(1, roundStep(least / DAY)) * DAY
}

/** Without what binary fractions leave: 0.30000000000000004. */
const clean = (value: number): number => Number.parseFloat(value.toPrecision(12))
