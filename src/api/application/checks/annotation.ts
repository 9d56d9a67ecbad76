import type { Annotation } from '../../../model/definitions/index.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { Compilation } from '../../../query/compilation/compilation.ts'
import { readInstant } from '../../../query/compilation/read-instant.ts'
import type { Catalog } from '../catalog.ts'
import { listComponents } from '../components.ts'

/** Its dates exist, and its end comes after its start. Errors: request/invalid, request/range-reversed. */
export function checkAnnotationDates({ start, end }: Annotation): void {
  const from = readInstant(start, 'UTC', ['start'])
  if (end === undefined || readInstant(end, 'UTC', ['end']) > from) return
  throw new ThroughlineError('request/range-reversed', { start, end }, ['end'])
}

/** What it is told beside is there in its data view. Errors: request/unknown-component. */
export function checkAnnotationComponents(
  { view, schema }: Compilation,
  catalog: Catalog,
  { components }: Annotation,
): void {
  const all = listComponents(view, schema, catalog, { withHidden: true })
  const allowed = [...all.dimensions, ...all.metrics, ...all.calculatedMetrics].map(({ id }) => id)
  const index = components.findIndex((id) => !allowed.includes(id))
  if (index < 0) return
  const params = { type: 'component', id: components[index], allowed }
  throw new ThroughlineError('request/unknown-component', params, ['components', index])
}
