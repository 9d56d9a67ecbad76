import type { MaskRef, PartialResult } from '../../../engine/index.ts'
import type { Path } from '../../../model/path.ts'
import type { CorrelationRequest, CorrelationResult, CorrelationRow } from './request.ts'
import type { Criterion } from '../../../model/criterion.ts'
import { type Compilation, type Period, addRuns } from '../../compilation/compilation.ts'
import { type CompiledDimension, compileDimension } from '../../components/dimension.ts'
import { compareItems } from '../../compilation/item-order.ts'
import {
  readFigure,
  groupPartial,
  readKeys,
  noKeys,
  type FigurePlace,
  Tally,
} from '../../freeform/tally.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import {
  associationPValue,
  type Contingency,
  correctFalseDiscovery,
  phi,
} from '../../../statistics/contingency.ts'
import type { CompileReport, ExplainReport } from '../report.ts'
import { compileScopeMask } from '../../segments/scope-mask.ts'
import { compileTouch } from '../../segments/touch.ts'
import { describeScope } from '../../explain/describe-scope.ts'
import { namesIn } from '../../segments/describe.ts'

/** Which items go with reaching a goal: containers with and without the item, converted or not. */
export const compileCorrelation: CompileReport<CorrelationRequest, CorrelationResult> = async (
  c,
  request,
  path,
) => {
  const period = resolvePeriod(c, request.dateRange, [...path, 'dateRange'])
  const mask = await compileScopeMask(c, request.segments, period, [...path, 'segments'])
  const goal = { request, mask, period, path: [...path, 'goal'] }
  const converted = await compileConvertedMask(c, goal)
  const runs = addRuns(c, request.container)
  const tally = new Tally(c)
  const containers = (where: MaskRef) => ({ measure: 'distinct', runs, mask: where }) as const
  const total = tally.add(noKeys, containers(mask))
  const conversions = tally.add(noKeys, containers(converted))
  const places: DimensionPlaces[] = []
  for (const [index, id] of request.dimensions.entries()) {
    const dimension = await compileDimension(c, id, period, [...path, 'dimensions', index])
    const keys = readKeys([dimension], c.selection.elements)
    places.push({
      dimension,
      count: tally.add(keys, containers(mask)),
      conversions: tally.add(keys, containers(converted)),
    })
  }
  tally.settle()
  return (partials) => {
    const all = {
      total: readFigure(partials, total),
      conversions: readFigure(partials, conversions),
    }
    const tables = places.flatMap((place) => itemTables(place, partials, all))
    return { rows: rowsOf(request, tables), ...all }
  }
}

export const explainCorrelation: ExplainReport<CorrelationRequest> = (c, request) => [
  ...describeScope(c, request),
  ...correlationWords(c, request),
]

interface Goal {
  readonly request: CorrelationRequest
  readonly mask: MaskRef
  readonly period: Period
  readonly path: Path
}

/** The range of dates that can be written. */
const allTime = { start: -8.64e15, end: 8.64e15 } as const

/** The events of the containers that reach the goal. */
export async function compileConvertedMask(
  c: Compilation,
  { request, mask, period, path }: Goal,
): Promise<MaskRef> {
  const { where, atLeast }: Criterion = request.goal
  const reached = c.plan.and(mask, await compileTouch(c, where, period, [...path, 'where']))
  if (reached === null && atLeast === 1) return mask
  const runs = addRuns(c, request.container)
  const some = reached ?? c.plan.add({ op: 'time-in', ...allTime })
  if (atLeast === 1) return c.plan.and(mask, c.plan.add({ op: 'any-in', mask: some, runs }))
  const input = c.plan.add({ op: 'count-in', mask: some, runs })
  const enough = c.plan.add({ op: 'compare', input, comparison: 'gte', value: atLeast })
  return c.plan.and(mask, enough)
}

interface DimensionPlaces {
  readonly dimension: CompiledDimension
  readonly count: FigurePlace
  readonly conversions: FigurePlace
}

interface ItemTable extends Contingency {
  readonly dimension: string
  readonly item: CorrelationRow['item']
}

function itemTables(
  { dimension, count, conversions }: DimensionPlaces,
  partials: readonly PartialResult[],
  all: { readonly total: number; readonly conversions: number },
): ItemTable[] {
  const { keys, values } = groupPartial(partials, count)
  const counts = values[count.measure]!
  const converted = groupPartial(partials, conversions).values[conversions.measure]!
  const tables: ItemTable[] = []
  counts.forEach((withFact, group) => {
    const code = keys === null ? group : keys[0]![group]!
    if (code === 0 || withFact === 0) return
    const withBoth = converted[group]!
    tables.push({
      dimension: dimension.id,
      item: dimension.value.domain.item(code),
      withFact,
      withBoth,
      withoutFact: all.total - withFact,
      onlyOther: all.conversions - withBoth,
    })
  })
  return tables
}

/** The strongest associations first. */
function rowsOf(request: CorrelationRequest, tables: readonly ItemTable[]): CorrelationRow[] {
  const enough = tables.filter(({ withFact }) => withFact >= request.minimum)
  const pValues = correctFalseDiscovery(enough.map(associationPValue))
  const rows = enough.map((table, index): CorrelationRow => {
    const rate = table.withBoth / table.withFact
    const rest = table.onlyOther / table.withoutFact
    return {
      dimension: table.dimension,
      item: table.item,
      count: table.withFact,
      conversions: table.withBoth,
      rate: figure(rate),
      lift: figure(rate / rest),
      correlation: figure(phi(table)),
      pValue: pValues[index]!,
    }
  })
  const strength = (row: CorrelationRow): number => Math.abs(row.correlation ?? 0)
  const place = ({ dimension }: CorrelationRow): number => request.dimensions.indexOf(dimension)
  return rows
    .sort(
      (a, b) =>
        strength(b) - strength(a) ||
        b.count - a.count ||
        place(a) - place(b) ||
        compareItems(a.item, b.item),
    )
    .slice(0, request.limit)
}

const figure = (value: number): number | null => (Number.isFinite(value) ? value : null)

function correlationWords(c: Compilation, request: CorrelationRequest): string[] {
  const { goal, container, minimum } = request
  const dimensions = request.dimensions.map(namesIn(c).dimension)
  const who = container === 'session' ? 'sessions' : 'people'
  const goalWords =
    goal.name ?? (goal.atLeast === 1 ? 'the goal' : `the goal ${goal.atLeast} times`)
  return [
    `Compares ${who} with and without each item of ${dimensions.join(', ')} by whether they reach ${goalWords}, anywhere in the range.`,
    `Correlation is phi; p-values are of the chi-square test (Fisher’s where fewer than five are expected), corrected for the number of items (Benjamini–Hochberg).`,
    ...(minimum > 1 ? [`Only items of at least ${minimum} ${who}.`] : []),
  ]
}
