import type { GrowthPartial } from '../../../engine/index.ts'
import type { SegmentRef } from '../../../model/conditions.ts'
import { readUnitAndCount } from '../../../model/duration.ts'
import type { GrowthRequest, GrowthResult, GrowthRow } from './request.ts'
import { addUnits, startOf } from '../../../calendar/index.ts'
import { type Compilation, type Period, addPeriod } from '../../compilation/compilation.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { compileScopeMask, underSegments } from '../../segments/scope-mask.ts'
import { compileEventTimePart } from '../../standard/time-values.ts'
import { compileTouch } from '../../segments/touch.ts'
import type { TextValue } from '../../compilation/value.ts'
import type { CompileReport, ExplainReport } from '../report.ts'
import { describeScope } from '../../explain/describe-scope.ts'

/** People by interval as new, repeat, return and dormant (§8.12). */
export const compileGrowth: CompileReport<GrowthRequest, GrowthResult> = async (
  c,
  request,
  path,
) => {
  const asked = resolvePeriod(c, request.dateRange, [...path, 'dateRange'])
  const period = withLookback(c, request, asked)
  const parts = compileEventTimePart(c, request.interval, period)
  const seriesOf = async (own: readonly SegmentRef[], at: string) => {
    const scope = await compileScopeMask(c, [...request.segments, ...own], period, [...path, at])
    const seen =
      own.length === 0 ? c : await underSegments(c, [...request.segments, ...own], period)
    const where =
      request.where && (await compileTouch(seen, request.where, period, [...path, 'where']))
    const mask = c.plan.and(scope, where ?? null)
    return c.plan.aggregate({
      kind: 'growth',
      period: parts.ref,
      periods: parts.domain.size - 1,
      mask,
    })
  }
  const all = await seriesOf([], 'segments')
  const compared: { segment: string; aggregation: number }[] = []
  for (const [index, ref] of request.compare.entries()) {
    const segment = typeof ref === 'string' ? ref : `segment ${index + 1}`
    compared.push({ segment, aggregation: await seriesOf([ref], 'compare') })
  }
  const first = firstAsked(c, request, asked, parts)
  return (partials) => {
    const rowsOf = (aggregation: number) =>
      rowsFrom(partials[aggregation] as GrowthPartial, parts, first)
    const compare = compared.map(({ segment, aggregation }) => ({
      segment,
      rows: rowsOf(aggregation),
    }))
    return { rows: rowsOf(all), ...(compare.length > 0 ? { compare } : {}) }
  }
}

export const explainGrowth: ExplainReport<GrowthRequest> = (c, request) => [
  ...describeScope(c, request),
  `New: never active before; repeat: active in the ${request.interval} before, too; return: active earlier; dormant: active in the ${request.interval} before, but not in this one.`,
]

/** The range with what lies before it, from a whole interval on; by default all that there is. */
export function withLookback(c: Compilation, request: GrowthRequest, asked: Period): Period {
  const clock = { timeZone: c.view.timeZone, calendar: c.view.calendar }
  const begin = startOf(asked.start, request.interval, clock)
  return addPeriod(c, Math.min(begin, lookbackStart(c, request, begin)), asked.end)
}

function lookbackStart(
  c: Compilation,
  { lookback, interval }: GrowthRequest,
  begin: number,
): number {
  const clock = { timeZone: c.view.timeZone, calendar: c.view.calendar }
  if (lookback === undefined) return startOf(c.schema.firstTime ?? begin, interval, clock)
  const { unit, count } = readUnitAndCount(lookback)
  const single = unit.slice(0, -1) as Parameters<typeof addUnits>[1]
  return startOf(addUnits(begin, single, -count, clock), interval, clock)
}

/** Code of the interval in which the asked range begins. */
function firstAsked(
  c: Compilation,
  request: GrowthRequest,
  asked: Period,
  { domain }: TextValue,
): number {
  const one = compileEventTimePart(c, request.interval, {
    start: asked.start,
    end: asked.start + 1,
  })
  return domain.codeOf(one.domain.item(1)) ?? 1
}

function rowsFrom(partial: GrowthPartial, { domain }: TextValue, first: number): GrowthRow[] {
  return Array.from({ length: domain.size - first }, (_, index): GrowthRow => {
    const code = first + index
    const [fresh, back, dormant] = [
      partial.new[code]!,
      partial.return[code]!,
      partial.dormant[code]!,
    ]
    return {
      interval: String(domain.item(code)),
      new: fresh,
      repeat: partial.repeat[code]!,
      return: back,
      dormant,
      netGrowth: dormant === 0 ? null : (fresh + back) / dormant,
    }
  })
}
