import type { UnitMomentsPartial } from '../../engine/index.ts'
import type { DateRangeRef } from '../../model/date-ranges.ts'
import { membershipCodes, type PersonIntervals } from '../../model/journey.ts'
import type { AudienceLift, LiftGroup } from '../../model/answers/lift.ts'
import { resolvePeriod } from '../compilation/period.ts'
import { startCompilation } from '../components/start-compilation.ts'
import { compareUnits, describeUnits, figure } from '../reports/experiment/compare-units.ts'
import { ListedOnce } from '../reports/experiment/listed-once.ts'
import {
  compileUnitMetric,
  readVariant,
  type UnitMeasures,
  type UnitMetric,
  type VariantFigures,
} from '../reports/experiment/unit-metric.ts'
import type { ReportContext } from '../run-reports.ts'
import { compileScopeMask, underView } from '../segments/scope-mask.ts'
import { addPersons } from '../compilation/compilation.ts'

export interface LiftQuestion {
  readonly metrics: readonly string[]
  readonly dateRange: DateRangeRef
  readonly alpha: number
  /** Since when people are in the audience for the first time, as members or held out. */
  readonly groups: PersonIntervals
}

/**
 * What those did who were delivered, and those who were held out, each from their own entry on: all of them count,
 * whatever came of the delivery (intent to treat). Errors: request/unknown-component, request/impossible.
 */
export async function measureLift(
  context: ReportContext,
  { metrics, dateRange, alpha, groups }: LiftQuestion,
): Promise<Omit<AudienceLift, 'audience'>> {
  const { source, dataView, definitions, now, options } = context
  const c = underView(await startCompilation(source, dataView, definitions, now))
  const period = resolvePeriod(c, dateRange)
  const mask = await compileScopeMask(c, [], period)
  const measured: UnitMeasures = { measures: new ListedOnce(), pairs: new ListedOnce() }
  const planned: UnitMetric[] = []
  for (const [index, metric] of metrics.entries()) {
    const path = ['metrics', index]
    planned.push(await compileUnitMetric(c, { segments: [] }, metric, period, measured, path))
  }
  const { offsets, starts, codes } = groups
  const key = c.plan.add({
    op: 'person-intervals',
    offsets: c.plan.table(offsets),
    starts: c.plan.table(starts),
    codes: c.plan.table(codes),
  })
  const aggregation = c.plan.aggregate({
    kind: 'unit-moments',
    key,
    size: 3,
    compileExposure: null,
    carries: true,
    mask,
    runs: addPersons(c),
    measures: measured.measures.items,
    pairs: measured.pairs.items,
  })
  const run = await source.run(c.plan.build(), options)
  const found = run.partials[aggregation] as UnitMomentsPartial
  const partial = { ...found, units: countPeople(groups, period.end) }
  const read = (metric: UnitMetric, code: number) => readVariant(metric, measured, partial, code)
  return {
    dataVersion: run.dataVersion,
    dateRange: {
      start: new Date(period.start).toISOString(),
      end: new Date(period.end).toISOString(),
    },
    alpha,
    metrics: metrics.map((metric, index) => {
      const treated = read(planned[index]!, membershipCodes.member)
      const heldOut = read(planned[index]!, membershipCodes.heldOut)
      const compared = compareUnits(treated, heldOut, alpha)
      return {
        metric,
        treated: describeGroup(treated, alpha),
        heldOut: describeGroup(heldOut, alpha),
        ...compared,
        conclusive: compared.pValue !== null && compared.pValue <= alpha,
      }
    }),
  }
}

/** Everybody of a group, with events since or without. */
function countPeople({ offsets, starts, codes }: PersonIntervals, end: number): Float64Array {
  const units = new Float64Array(3)
  for (let person = 0; person + 1 < offsets.length; person++) {
    const first = offsets[person]!
    if (first < offsets[person + 1]! && starts[first]! < end) units[codes[first]!]! += 1
  }
  return units
}

function describeGroup(moments: VariantFigures, alpha: number): LiftGroup {
  const { mean, lower, upper } = describeUnits(moments, alpha)
  return { people: moments.units, sum: figure(moments.total), mean, lower, upper }
}
