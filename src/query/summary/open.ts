import { PlanBuilder } from '../../engine/index.ts'
import type { DimensionComponent } from '../../model/component-settings.ts'
import type { SummarySchema } from '../../model/journey.ts'
import { isTimeDimension } from '../../calendar/index.ts'
import { type Compilation, everything } from '../compilation/compilation.ts'
import { standardDimensions } from '../standard/dimensions.ts'
import type { View } from '../compilation/view.ts'
import type { JourneySource } from '../compilation/journey-source.ts'
import { summaryMember, findSummary, findSummaryByMetric } from '../compilation/summary-members.ts'
import { createSummarySource } from './source.ts'

/**
 * A plan of its own over the rows of a summary dataset, as if they were events. The components of the
 * data view mean there what they mean on events; rows have no value of dimensions that neither are of
 * the dataset nor grouped with one of it. semantics §3.11
 */
export async function openSummary(c: Compilation, summary: SummarySchema): Promise<Compilation> {
  const key = `summary ${summary.dataset} ${c.view.timeZone}`
  const source = await c.source.memo(key, () => loadSource(c, summary))
  const schema = await source.schema()
  const view = viewOn(c, summary)
  const own = new Set(summary.fields.map(({ path }) => path))
  const used = [...view.dimensions.values()].map(({ id, field }) => field ?? id)
  const absentFields = new Set(used.filter((path) => !own.has(path)))
  const plan = new PlanBuilder()
  return {
    ...c,
    plan,
    source,
    schema,
    view,
    absentFields,
    selection: everything,
    sessionStarts: null,
  }
}

/** Where a metric of the data view is counted: on events, or on the rows of a summary dataset. */
export async function findPlaceOfMetric(c: Compilation, id: string): Promise<Compilation> {
  const summary = findSummaryByMetric(c, id)
  return summary ? openSummary(c, summary) : c
}

async function loadSource(c: Compilation, summary: SummarySchema): Promise<JourneySource> {
  const table = await c.source.summary?.(summary.dataset)
  if (table === undefined) throw new Error(`nothing has the rows of ${summary.dataset}`)
  return createSummarySource(summary, table, c.schema, c.view.timeZone)
}

function viewOn(c: Compilation, summary: SummarySchema): View {
  const ofEvents = Object.keys(standardDimensions)
    .filter((id) => !isOfRows(id))
    .map(plain)
  const own = [...c.view.dimensions.values()].map((dimension) => ({
    ...(summaryMember(c, summary, dimension.id) ?? dimension),
    persistence: undefined,
  }))
  const metrics = [...c.view.metrics].filter(
    ([, metric]) => findSummary(c, metric)?.dataset === summary.dataset,
  )
  return {
    ...c.view,
    dimensions: new Map([...ofEvents, ...own].map((dimension) => [dimension.id, dimension])),
    metrics: new Map(metrics),
    derivedFields: [],
    startMetrics: [],
    segment: undefined,
    summaryGroups: [],
  }
}

/** Standard dimensions that make sense without persons and sessions. */
const isOfRows = (id: string): boolean => isTimeDimension(id) || id === 'dataset-id'

const plain = (id: string): DimensionComponent => ({ id })

/** Whether rows of the summary dataset that `rows` was opened on can have a value of a dimension. */
export function isKnownToRows({ view, absentFields }: Compilation, id: string): boolean {
  const component = view.dimensions.get(id)
  if (component === undefined) return isOfRows(id)
  return !absentFields.has(component.field ?? id)
}
