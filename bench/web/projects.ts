import type { WorldComponents } from './world-components.ts'

/** The tile that is dragged onto. */
export const TABLE = 'table'

/** As many visualizations as a full page has. */
export const TEN = 10

const WHOLE_WIDTH = { x: 0, y: 0, width: 12, height: 12 }

/** The projects whose pages are measured. */
export const projectsOf = (components: WorldComponents): readonly object[] => [
  projectOf('speed-table', components, [tableOf(components, components.rows)]),
  projectOf('speed-scroll', components, [
    { ...tableOf(components, components.longest), layout: WHOLE_WIDTH },
  ]),
  projectOf('speed-ten', components, tenOf(components)),
]

const projectOf = (
  id: string,
  { dataView }: WorldComponents,
  visualizations: readonly object[],
): object => ({
  kind: 'project',
  id,
  name: id,
  dataView,
  panels: [{ id: 'panel', visualizations }],
})

const tableOf = ({ metric }: WorldComponents, dimension: string) => ({
  id: TABLE,
  type: 'freeform',
  settings: {
    rows: { dimension },
    columns: ['events', 'people', metric].map((each) => ({ id: each, metric: each })),
    sort: [{ column: 'events', direction: 'desc' }],
  },
})

function tenOf(components: WorldComponents): readonly object[] {
  const { rows, dimensions, metric, otherMetric, path } = components
  const [channel, device, event] = dimensions
  const steps = path.items.map((item) => ({
    any: [{ dimension: path.dimension, item }],
    gap: 'eventual',
  }))
  const entries: readonly (readonly [string, object])[] = [
    ['line', { metrics: ['people', 'events'] }],
    ['line', { metrics: ['events'], breakdown: channel }],
    ['horizontal-bar', { dimension: rows, metrics: ['events'] }],
    ['donut', { dimension: device, metrics: ['people'] }],
    ['bar', { dimension: channel, metrics: [metric, otherMetric] }],
    ['treemap', { dimension: event, metrics: ['events'] }],
    ['key-metric', { metric: otherMetric }],
    ['summary-number', { metric }],
    ['fallout', { steps }],
  ]
  const charts = entries.map(([type, settings], index) => ({
    id: `chart-${index}`,
    type,
    settings,
  }))
  return [tableOf(components, rows), ...charts]
}
