import type { Condition, SegmentContainer } from '../../model/conditions.ts'
import { toItemCondition } from '../../model/item-condition.ts'
import type { ExplainPlace } from '../../model/explain-place.ts'
import type { Item } from '../../model/result.ts'
import { resolvePeriod } from '../../query/compilation/period.ts'
import { startCompilation } from '../../query/components/start-compilation.ts'
import type { RequestOf } from '../../query/reports/index.ts'
import type { ReportContext } from '../../query/run-reports.ts'
import { compileEventTimePart } from '../../query/standard/time-values.ts'

type Cohort = RequestOf<'cohort'>

/** So often at least is said as a sequence. */
const MOST_TIMES = 20

/** Who was included in a period, and came back (or not) so many periods later. */
export async function sayCohortCell(
  context: ReportContext,
  request: Cohort,
  place: ExplainPlace,
  around: readonly Condition[],
): Promise<SegmentContainer | null> {
  const { granularity, inclusion, cohortDimension, type, rolling } = request
  if (!('column' in place) || typeof place.column !== 'number') return null
  const { column } = place
  const isSaid = [inclusion, request.return].every(
    ({ total, atLeast }) => total === undefined && atLeast <= MOST_TIMES,
  )
  if (!isSaid || cohortDimension !== undefined || Array.isArray(place.row)) return null
  const periods = await readPeriods(context, request)
  const first = periods.codeOf(place.row ?? null)
  if (first === undefined) return null
  const included = saying({ granularity, around }, inclusion, periods.item(first))
  if (column === 0) return { container: 'person', where: included }
  const way = Math.sign(column)
  const until = first + column
  const returns: Condition[] = []
  for (let code = rolling ? first + way : until; code !== until + way; code += way) {
    const item = periods.item(code)
    if (item === undefined) return null
    returns.push(saying({ granularity, around }, request.return, item))
  }
  const back: Condition = { and: returns }
  const came: Condition =
    type === 'churn' ? { container: 'person', exclude: true, where: back } : back
  return { container: 'person', where: { and: [included, came] } }
}

type PeriodItem = Exclude<Item, null> | undefined

/** The periods of the range, in their order. */
async function readPeriods(
  { source, dataView, definitions, now }: ReportContext,
  { granularity, dateRange }: Cohort,
) {
  const c = await startCompilation(source, dataView, definitions, now)
  const { domain } = compileEventTimePart(c, granularity, resolvePeriod(c, dateRange))
  return {
    codeOf: (item: Item) => domain.codeOf(item) || undefined,
    item: (code: number): PeriodItem =>
      code < 1 || code >= domain.size ? undefined : (domain.item(code) ?? undefined),
  }
}

/** What a person does in a period, often enough: each time on another event. */
function saying(
  { granularity, around }: Pick<Cohort, 'granularity'> & { readonly around: readonly Condition[] },
  { where, atLeast }: Cohort['inclusion'],
  period: PeriodItem,
): Condition {
  const event: Condition = {
    and: [
      ...(where === undefined ? [] : [where]),
      toItemCondition(granularity, period ?? null),
      ...around,
    ],
  }
  const times = Array.from({ length: atLeast }, () => event)
  return atLeast === 1 ? { container: 'event', where: event } : { sequence: times }
}
