import { ThroughlineError } from '../../model/errors.ts'
import type { JourneySchema } from '../../model/journey.ts'
import type { Path } from '../../model/path.ts'
import type { NameComponent } from '../compilation/view.ts'
import { derivedFieldTemplates } from '../derived-fields/templates/index.ts'
import { defaultCalculatedMetricIds } from '../standard/calculated-metrics.ts'
import { standardDimensions } from '../standard/dimensions.ts'
import { listMetrics } from '../standard/list-metrics.ts'
import { standardMetrics } from '../standard/metrics.ts'

const reserved: ReadonlySet<string> = new Set([
  ...Object.keys(standardDimensions),
  ...Object.keys(standardMetrics),
  ...defaultCalculatedMetricIds,
  'timestamp',
])

/** Whether an id means a standard component, whatever the data view and its fields are called. */
const isReserved = (id: string, schema: JourneySchema): boolean =>
  reserved.has(id) || Object.hasOwn(listMetrics(schema), id)

/**
 * What components are called where nothing else was written: like their field, or `field-day` where a
 * standard component, or a ready derived field, has that name. A component that was saved under such
 * an id gives way as well.
 */
export const nameComponent: NameComponent = (id, schema, isOfField) => {
  const isTaken = isReserved(id, schema) || (isOfField && Object.hasOwn(derivedFieldTemplates, id))
  return isTaken ? `field-${id}` : id
}

/** Errors: definition/invalid for an id that a standard component has. */
export function refuseReserved(id: string, schema: JourneySchema, path: Path): void {
  if (!isReserved(id, schema)) return
  const reason = `${id} is a standard component; call this one field-${id}`
  throw new ThroughlineError('definition/invalid', { reason, value: id }, path)
}
