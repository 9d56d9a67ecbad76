import type { Path } from '../../../model/path.ts'
import type { CohortPartial } from '../../../engine/index.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { CohortRequest, CohortResult } from './request.ts'
import type { Compilation, Period } from '../../compilation/compilation.ts'
import { describeItem } from '../../components/describe-item.ts'
import { type CompiledDimension, compileDimension } from '../../components/dimension.ts'
import { compileCohortCriterion, describeTotals } from './criterion.ts'
import { compareCodes } from '../../compilation/item-order.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { compileScopeMask } from '../../segments/scope-mask.ts'
import { compileEventTimePart } from '../../standard/time-values.ts'
import type { TextValue } from '../../compilation/value.ts'
import type { Unmeasured } from '../../compilation/finish.ts'
import type { CompileReport, ExplainReport } from '../report.ts'
import { describeScope } from '../../explain/describe-scope.ts'
import { namesIn } from '../../segments/describe.ts'

type Row = Unmeasured<CohortResult>['rows'][number]

/** More columns than this say nothing and fill memory with zeros. */
const MOST_PERIODS = 2000

/** Who comes back how long after they were included (§8.7). */
export const compileCohort: CompileReport<CohortRequest, CohortResult> = async (
  c,
  request,
  path,
) => {
  const period = resolvePeriod(c, request.dateRange, [...path, 'dateRange'])
  const parts = compileEventTimePart(c, request.granularity, period)
  const periods = parts.domain.size - 1
  if (periods > MOST_PERIODS) {
    const reason = `${periods} periods, at most ${MOST_PERIODS}`
    throw new ThroughlineError('request/too-large', { what: 'the cohort table', reason }, [
      ...path,
      'granularity',
    ])
  }
  const columns = columnsOf(request, periods)
  const scope = await compileScopeMask(c, request.segments, period, [...path, 'segments'])
  const key = await compileKey(c, request, period, path)
  const within = { mask: scope, period, parts: parts.ref }
  const rules = {
    kind: 'cohort',
    period: parts.ref,
    periods,
    inclusion: await compileCohortCriterion(c, request.inclusion, within, [...path, 'inclusion']),
    return: await compileCohortCriterion(c, request.return, within, [...path, 'return']),
    isRolling: request.rolling,
    key: key && { ref: key.value.ref, size: key.value.domain.size },
  } as const
  const ways = request.rolling ? waysOut(columns) : [columns]
  const aggregations = ways.map((way) => c.plan.aggregate({ ...rules, columns: way }))
  return (partials) => {
    const found = aggregations.map((aggregation) => partials[aggregation] as CohortPartial)
    const partial = joinWays(found, ways, columns)
    const rows = key
      ? itemRows(request, key, partial, columns.length)
      : periodRows(request, parts, partial, columns)
    return { firstColumn: columns[0] ?? 1, rows }
  }
}

export const explainCohort: ExplainReport<CohortRequest> = (c, request) => [
  ...describeScope(c, request),
  cohortWords(c, request),
]

/** The periods after the inclusion, with `latency` also those before; never the inclusion's own. */
function columnsOf(request: CohortRequest, periods: number): number[] {
  const count = Math.min(request.columns ?? periods - 1, periods - 1)
  const after = Array.from({ length: count }, (_, k) => k + 1)
  return request.latency ? [...after.map((k) => -k).reverse(), 0, ...after] : after
}

/** Rolling goes on from the inclusion, away from it on either side; its own period is by itself. */
function waysOut(columns: readonly number[]): number[][] {
  const before = columns.filter((column) => column < 0).reverse()
  const own = columns.filter((column) => column === 0)
  const after = columns.filter((column) => column > 0)
  const ways = [before, own, after].filter((way) => way.length > 0)
  return ways.length > 0 ? ways : [after]
}

/** The cells of all ways in the order of the table's columns. */
function joinWays(
  partials: readonly CohortPartial[],
  ways: readonly (readonly number[])[],
  columns: readonly number[],
): CohortPartial {
  const { included } = partials[0]!
  if (partials.length === 1) return partials[0]!
  const cells = new Float64Array(included.length * columns.length)
  for (const [w, way] of ways.entries()) {
    for (const [k, column] of way.entries()) {
      const index = columns.indexOf(column)
      for (let row = 0; row < included.length; row++) {
        cells[row * columns.length + index] = partials[w]!.cells[row * way.length + k]!
      }
    }
  }
  return { included, cells }
}

async function compileKey(
  c: Compilation,
  request: CohortRequest,
  period: Period,
  path: Path,
): Promise<CompiledDimension | null> {
  if (request.cohortDimension === undefined) return null
  const key = await compileDimension(c, request.cohortDimension, period, [
    ...path,
    'cohortDimension',
  ])
  if (!key.value.isList) return key
  const reason = `${request.cohortDimension} can have several values on an event`
  throw new ThroughlineError('request/impossible', { reason }, [...path, 'cohortDimension'])
}

function periodRows(
  request: CohortRequest,
  { domain }: TextValue,
  { included, cells }: CohortPartial,
  columns: readonly number[],
): Row[] {
  const periods = domain.size - 1
  return Array.from({ length: periods }, (_, p): Row => {
    const row = p + 1
    const figures = columns.map((column, index) => {
      const isOutside = row + column < 1 || row + column > periods
      if (isOutside) return null
      return cellOf(request, included[row]!, cells[row * columns.length + index]!)
    })
    return { cohort: domain.item(row), included: included[row]!, cells: figures }
  })
}

function itemRows(
  request: CohortRequest,
  key: CompiledDimension,
  { included, cells }: CohortPartial,
  columns: number,
): Row[] {
  const { domain } = key.value
  const byItem = (a: number, b: number) => compareCodes(domain, a, b)
  return [...included.keys()]
    .filter((code) => included[code]! > 0)
    .sort((a, b) => included[b]! - included[a]! || byItem(a, b))
    .slice(0, request.limit)
    .map((code): Row => {
      const item = domain.item(code)
      const figures = [...cells.subarray(code * columns, (code + 1) * columns)]
      return {
        cohort: item,
        ...describeItem(key, code),
        included: included[code]!,
        cells: figures.map((cell) => cellOf(request, included[code]!, cell)),
      }
    })
}

/** Churn is who did not come back. */
function cellOf(request: CohortRequest, included: number, returned: number): number {
  return request.type === 'churn' ? included - returned : returned
}

function cohortWords(c: Compilation, request: CohortRequest): string {
  const rolling = request.rolling ? ' and in every period between' : ''
  const around = request.latency ? 'before and after it' : 'after it'
  const kind = request.type === 'churn' ? 'did not come back' : 'came back'
  const { cohortDimension: dimension, granularity } = request
  const by =
    dimension === undefined ? `${granularity} of inclusion` : namesIn(c).dimension(dimension)
  return `Counts by ${by} the people who ${kind} in each ${request.granularity} ${around}${describeTotals(request.return)}${rolling}; a person is in the row of each period in which the inclusion is met${describeTotals(request.inclusion)}.`
}
