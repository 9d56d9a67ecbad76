import type { DimensionComponent } from '../../model/component-settings.ts'
import type { SummarySchema } from '../../model/journey.ts'
import type { Compilation } from './compilation.ts'

type Place = Pick<Compilation, 'schema' | 'view'>
type Component = { readonly id: string; readonly field?: string | undefined }

/** The summary dataset that has a field, by the field's path; undefined for other fields. */
export function findSummaryByField({ schema }: Pick<Place, 'schema'>, path: string) {
  return schema.summaries?.find(({ fields }) => fields.some((field) => field.path === path))
}

/** The summary dataset that a component reads, if it reads one. */
export function findSummary(c: Place, component: Component): SummarySchema | undefined {
  const source = component.field ?? component.id
  const isDerived = c.view.derivedFields.some(({ id }) => id === source)
  return isDerived ? undefined : findSummaryByField(c, source)
}

/** The summary dataset that a metric of the data view counts, if it is one of those. */
export function findSummaryByMetric(c: Place, id: string): SummarySchema | undefined {
  const component = c.view.metrics.get(id)
  return component && findSummary(c, component)
}

/** The dimensions that are declared equivalent to one, itself first. semantics §3.11 */
function groupOf({ view }: Place, id: string): readonly DimensionComponent[] {
  const group = view.summaryGroups.find(({ dimensions }) => dimensions.includes(id))
  const ids = new Set([id, ...(group?.dimensions ?? [])])
  return [...ids].flatMap((member) => view.dimensions.get(member) ?? [])
}

/** What a dimension is among the fields of a summary dataset; undefined when it has no part in it. */
export function summaryMember(
  c: Place,
  { dataset }: SummarySchema,
  id: string,
): DimensionComponent | undefined {
  const member = groupOf(c, id).find((one) => findSummary(c, one)?.dataset === dataset)
  return member && standingFor(member, c.view.dimensions.get(id)!)
}

/**
 * What a dimension of a summary dataset is on events: the first event dimension of its group; itself
 * without one, and then no event has a value.
 */
export function eventMember(c: Place, component: DimensionComponent): DimensionComponent {
  if (findSummary(c, component) === undefined) return component
  const member = groupOf(c, component.id).find((one) => findSummary(c, one) === undefined)
  return member ? standingFor(member, component) : component
}

/** A member's values under the id, name and no-value label of another. */
function standingFor(member: DimensionComponent, shown: DimensionComponent): DimensionComponent {
  const { id, name, noValue } = shown
  const field = member.field ?? member.id
  return {
    ...member,
    id,
    field,
    name: name ?? id,
    ...(noValue === undefined ? {} : { noValue }),
  }
}
