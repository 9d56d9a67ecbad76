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
): ResolvedDataView => {
  const find = (type: SharedComponent['component'], sharedId: string, path: string) => {
    const found = shared.find((entry) => entry.id === sharedId && entry.component === type)
    if (found) return { ...found.settings, name: found.settings.name ?? found.name }
    throw new ThroughlineError(
      'definition/unknown-reference',
      { kind: `shared ${type}`, id: sharedId },
      path,
    )
  }
  const dimensions = view.dimensions.map((component, index): DimensionComponent => {
    if (!('shared' in component)) return component
    const { shared: sharedId, ...overrides } = component
    const settings = find('dimension', sharedId, `dimensions[${index}].shared`)
    return dimensionComponentOf(settings, overrides, sharedId)
  })
  const metrics = view.metrics.map((component, index): MetricComponent => {
    if (!('shared' in component)) return component
    const { shared: sharedId, ...overrides } = component
    const settings = find('metric', sharedId, `metrics[${index}].shared`)
    return { ...settings, ...overrides, id: overrides.id ?? sharedId } as MetricComponent
  })
  return { ...view, dimensions, metrics }
}

const dimensionComponentOf = (
  settings: object,
  overrides: { id?: string | undefined },
  sharedId: string,
) => ({ ...settings, ...overrides, id: overrides.id ?? sharedId }) as DimensionComponent
