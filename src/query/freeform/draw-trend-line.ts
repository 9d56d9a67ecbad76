import type { Figure } from '../../model/result.ts'
import type { TrendLineKind } from '../../model/trend-line.ts'
import type { Granularity } from '../../statistics/anomalies.ts'
import { fitTrendLine, type TrendLine } from '../../statistics/trend-line.ts'
import type { Compilation } from '../compilation/compilation.ts'
import { figureOrNull } from './figures.ts'

/** What a moving average without a number is the mean of. */
const lastUnits: Readonly<Record<Granularity, number>> = {
  minute: 60,
  hour: 24,
  day: 7,
  week: 4,
  month: 3,
  quarter: 4,
  year: 3,
}

interface Series {
  readonly name: string
  readonly unit: Granularity
  /** NaN where there is none. */
  readonly values: readonly number[]
}

/** One point per value; all null, with a warning, where a line of the kind cannot be had. */
export function drawTrendLine(
  { warnings }: Compilation,
  { name, unit, values }: Series,
  kind: TrendLineKind,
): Figure[] {
  const line = fitTrendLine(values, kindFor(kind, unit))
  if (line) return line.map(figureOrNull)
  warnings.add(`${name} has no ${String(kind)} trend line: it has values at or below zero`)
  return values.map(() => null)
}

const kindFor = (kind: TrendLineKind, unit: Granularity): TrendLine =>
  kind === 'moving-average' ? { movingAverage: lastUnits[unit] } : kind
