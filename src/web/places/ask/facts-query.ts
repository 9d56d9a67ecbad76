import { queryOptions } from '@tanstack/react-query'
import type { ComponentEntry, ComponentList, ItemPage } from '../../../model/answers/data-views.ts'
import type { DateRangeRef } from '../../../model/date-ranges.ts'
import type {
  FreeformRequestInput,
  FreeformResult,
} from '../../../query/reports/freeform/request.ts'
import { readItems, runReports } from '../../api/index.ts'
import { isIdentifier } from '../../visualizations/read-settings.ts'
import type { DataFacts, DimensionFact, MetricFact } from './asked-data.ts'

/** How many components are looked at for a first question. */
const MOST_METRICS = 24
const MOST_DIMENSIONS = 12

/** What a data view has data of; what cannot be read is left out. */
export const factsQuery = (
  dataView: string,
  dataVersion: number | null,
  dateRange: DateRangeRef,
  components: ComponentList,
) =>
  queryOptions({
    queryKey: ['data-views', dataView, 'facts', dataVersion],
    queryFn: async ({ signal }): Promise<DataFacts> => {
      const [metrics, dimensions] = await Promise.all([
        readMetrics(dataView, dateRange, components, signal),
        readDimensions(dataView, components, signal),
      ])
      return { metrics, dimensions }
    },
    staleTime: Number.POSITIVE_INFINITY,
  })

const isOwn = ({ isStandard, isHidden }: ComponentEntry) => !isStandard && isHidden !== true

/** Money and time are measured, not done. */
const isCounted = ({ format }: ComponentEntry) =>
  format?.type !== 'currency' && format?.type !== 'time'

async function readMetrics(
  dataView: string,
  dateRange: DateRangeRef,
  { metrics }: ComponentList,
  signal: AbortSignal,
): Promise<readonly MetricFact[]> {
  const ids = metrics
    .filter((metric) => isOwn(metric) && isCounted(metric))
    .slice(0, MOST_METRICS)
    .map(({ id }) => id)
  if (ids.length === 0) return []
  const requests = ids.map((id): FreeformRequestInput => {
    const where = { metric: id, op: 'exists' as const }
    const columns = [{ id: 'people', segments: [{ container: 'event' as const, where }] }]
    return { kind: 'freeform', dataView, dateRange, rows: { metrics: ['people'] }, columns }
  })
  const answers = await runReports<FreeformResult>(requests, signal)
  return ids
    .map((id, k) => ({ id, people: peopleOf(answers[k]) }))
    .filter(({ people }) => people > 0)
    .sort((one, other) => other.people - one.people)
}

function peopleOf(answer: FreeformResult | { readonly error: unknown } | undefined): number {
  if (answer === undefined || 'error' in answer) return 0
  return Number(answer.rows[0]?.values[0] ?? 0)
}

async function readDimensions(
  dataView: string,
  { dimensions }: ComponentList,
  signal: AbortSignal,
): Promise<readonly DimensionFact[]> {
  const own = dimensions.filter(isOwn)
  const listed = await Promise.all(
    own.slice(0, MOST_DIMENSIONS).map(async ({ id, name }) => {
      const page = await readItems(dataView, id, '', signal).catch((): ItemPage | null => null)
      const items = (page?.items ?? []).map(({ item }) => item).filter((item) => item !== null)
      return { id, name, items }
    }),
  )
  const rest = own.slice(MOST_DIMENSIONS).map(({ id, name }) => ({ id, name, items: [] }))
  const tells = ({ id, items }: DimensionFact) => items.length > 1 && !isIdentifier(id)
  return [...listed.filter(tells), ...listed.filter((each) => !tells(each)), ...rest]
}
