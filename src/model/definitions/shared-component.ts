import { z } from 'zod'
import {
  dimensionSettings,
  metricSettings,
  type DimensionComponent,
  type MetricComponent,
} from '../component-settings.ts'
import { ThroughlineError } from '../errors.ts'
import { about, id } from '../ids.ts'
import type { DataView } from './data-view.ts'
import type { Reference } from './reference.ts'

/** A dimension or metric defined once for many data views. semantics §3.14 */
export const sharedComponent = z.discriminatedUnion('component', [
  z.strictObject({
    kind: z.literal('shared-component'),
    id,
    ...about,
    component: z.literal('dimension'),
    settings: dimensionSettings,
  }),
  z.strictObject({
    kind: z.literal('shared-component'),
    id,
    ...about,
    component: z.literal('metric'),
    settings: metricSettings,
  }),
])

export type SharedComponent = z.infer<typeof sharedComponent>

export const sharedComponentReferences = (_: SharedComponent): readonly Reference[] => []

/** A data view whose components are all written out. */
export type ResolvedDataView = Omit<DataView, 'dimensions' | 'metrics'> & {
  readonly dimensions: readonly DimensionComponent[]
  readonly metrics: readonly MetricComponent[]
}

/**
 * The data view with its shared components written out, overrides applied.
 * Throws definition/unknown-reference where a shared component is missing or of the other type.
 */
export const resolveSharedComponents = (
  view: DataView,
  shared: readonly SharedComponent[],
): ResolvedDataView => ({
  ...view,
  dimensions: view.dimensions.map((component, index): DimensionComponent => {
    if (!('shared' in component)) return component
    const { shared: sharedId, ...overrides } = component
    const found = shared.find((entry) => entry.component === 'dimension' && entry.id === sharedId)
    if (found?.component !== 'dimension') throw unknown('dimension', sharedId, index, shared)
    const name = found.settings.name ?? found.name
    return { name, ...found.settings, ...overrides, id: overrides.id ?? sharedId }
  }),
  metrics: view.metrics.map((component, index): MetricComponent => {
    if (!('shared' in component)) return component
    const { shared: sharedId, ...overrides } = component
    const found = shared.find((entry) => entry.component === 'metric' && entry.id === sharedId)
    if (found?.component !== 'metric') throw unknown('metric', sharedId, index, shared)
    const name = found.settings.name ?? found.name
    return { name, ...found.settings, ...overrides, id: overrides.id ?? sharedId }
  }),
})

function unknown(
  type: 'dimension' | 'metric',
  id: string,
  index: number,
  shared: readonly SharedComponent[],
): ThroughlineError {
  const allowed = shared.filter(({ component }) => component === type).map((one) => one.id)
  const params = { kind: `shared ${type}`, id, allowed }
  return new ThroughlineError('definition/unknown-reference', params, [`${type}s`, index, 'shared'])
}
