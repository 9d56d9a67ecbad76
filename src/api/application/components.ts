import type { ComponentEntry, ComponentList, Named } from '../../model/answers/data-views.ts'
import type { CalculatedMetric } from '../../model/definitions/index.ts'
import type { JourneySchema } from '../../model/journey.ts'
import { listAllFields } from '../../query/compilation/all-fields.ts'
import { listDefaultCalculatedMetrics } from '../../query/standard/calculated-metrics.ts'
import { listStandardDimensions } from '../../query/standard/audience-dimensions.ts'
import { listMetrics } from '../../query/standard/list-metrics.ts'
import { standardMetrics } from '../../query/standard/metrics.ts'
import type { View } from '../../query/compilation/view.ts'
import type { Catalog } from './catalog.ts'

/** Hidden components are usable, but listed only when asked for (§3.2). */
export function listComponents(
  view: View,
  schema: JourneySchema,
  catalog: Catalog,
  { withHidden }: { readonly withHidden: boolean },
): ComponentList {
  const ofView = ({ dataView }: { readonly dataView?: string | undefined }) =>
    dataView === undefined || dataView === view.id
  const own = (components: ReadonlyMap<string, Component>) =>
    [...components.values()]
      .filter(({ hidden }) => withHidden || !hidden)
      .map((component) => ownEntry(component, schema))
  return {
    dimensions: [...own(view.dimensions), ...standard(listStandardDimensions(schema))],
    metrics: [...own(view.metrics), ...standard(standardMetrics), ...standard(listMetrics(schema))],
    segments: catalog.list('segment').filter(ofView).map(named),
    calculatedMetrics: listCalculated(view, catalog.list('calculated-metric').filter(ofView)),
    dateRanges: catalog.list('date-range').map(named),
    fields: listAllFields(schema).map(({ path, type, list }) => ({
      path,
      type,
      ...(list !== undefined && { list }),
    })),
  }
}

type Component =
  View['dimensions'] extends ReadonlyMap<string, infer D>
    ? View['metrics'] extends ReadonlyMap<string, infer M>
      ? D | M
      : never
    : never

function ownEntry(component: Component, schema: JourneySchema): ComponentEntry {
  const field = component.field ?? component.id
  const type = listAllFields(schema).find(({ path }) => path === field)?.type
  const { labels, tags, format, hidden = false } = component
  return {
    ...named(component),
    isStandard: false,
    isHidden: hidden,
    field,
    labels,
    tags,
    format,
    ...(type === undefined ? {} : { fieldType: type }),
  }
}

interface Labelled {
  readonly label: string
  readonly description: string
}

function standard(components: Readonly<Record<string, Labelled>>): ComponentEntry[] {
  return Object.entries(components).map(([id, { label, description }]) => ({
    id,
    name: label,
    description,
    isStandard: true,
  }))
}

/** Those that were defined, then the default ones that the data view's metrics allow. */
function listCalculated(
  view: View,
  defined: readonly CalculatedMetric[],
): ComponentList['calculatedMetrics'] {
  const entry = (metric: CalculatedMetric, isStandard: boolean) => ({
    ...named(metric),
    isStandard,
    format: metric.format,
  })
  const ids = new Set(defined.map(({ id }) => id))
  const defaults = listDefaultCalculatedMetrics([...view.metrics.values()])
  return [
    ...defined.map((metric) => entry(metric, false)),
    ...defaults.filter(({ id }) => !ids.has(id)).map((metric) => entry(metric, true)),
  ]
}

interface Describable {
  readonly id: string
  readonly name?: string | undefined
  readonly description?: string | undefined
  readonly tags?: readonly string[] | undefined
  readonly folder?: string | undefined
}

function named({ id, name = id, description, tags, folder }: Describable): Named {
  return { id, name, description, tags, folder }
}
