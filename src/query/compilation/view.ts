import type { DimensionComponent, MetricComponent } from '../../model/component-settings.ts'
import type { Calendar } from '../../calendar/index.ts'
import type { DataView } from '../../model/definitions/data-view.ts'
import { resolveSharedComponents } from '../../model/definitions/shared-component.ts'
import { toMilliseconds } from '../../model/duration.ts'
import { isIdName } from '../../model/id-names.ts'
import type { JourneyField, JourneySchema } from '../../model/journey.ts'
import type { Definitions } from './definitions.ts'
import { listAllFields } from './all-fields.ts'

/** A data view made ready for reading: shared components written out, defaults filled in. */
export interface View {
  readonly id: string
  readonly connection: string
  readonly timeZone: string
  readonly calendar: Calendar
  readonly sessionTimeoutMs: number
  /** Metrics whose events begin a session. */
  readonly startMetrics: readonly string[]
  readonly derivedFields: DataView['derivedFields']
  readonly dimensions: ReadonlyMap<string, DimensionComponent>
  readonly metrics: ReadonlyMap<string, MetricComponent>
  readonly segment: DataView['segment']
  readonly summaryGroups: DataView['summaryGroups']
  readonly exchangeRates: DataView['exchangeRates']
}

const DEFAULT_TIMEOUT_MS = 30 * 60_000

/** The id of a component, whose field has the same name where `isOfField`. */
export type NameComponent = (id: string, schema: JourneySchema, isOfField: boolean) => string

/**
 * Reads a data view. One that lists neither dimensions nor metrics has a component for every field:
 * strings, booleans and what numbers something (`order_id`, `zip`) are dimensions, other numbers metrics.
 */
export function openView(
  view: DataView,
  schema: JourneySchema,
  definitions: Definitions,
  name: NameComponent,
): View {
  const resolved = resolveSharedComponents(view, definitions.sharedComponents())
  const isBare = resolved.dimensions.length === 0 && resolved.metrics.length === 0
  const fields = isBare ? listAllFields(schema) : []
  const called = <C extends { id: string; field?: string | undefined }>(component: C): C => {
    const id = name(component.id, schema, isBare)
    return id === component.id
      ? component
      : { ...component, id, field: component.field ?? component.id }
  }
  const dimensions = (isBare ? fields.filter(isDimensional).map(asId) : resolved.dimensions).map(
    called,
  )
  const metrics = (isBare ? fields.filter(isNumeric).map(asId) : resolved.metrics).map(called)
  const hidden = view.summaryGroups.map((group) => group.hidden)
  return {
    id: view.id,
    connection: view.connection,
    timeZone: view.timeZone,
    calendar: view.calendar,
    sessionTimeoutMs: timeoutOf(view),
    startMetrics: view.session.startMetrics,
    derivedFields: view.derivedFields,
    dimensions: new Map(
      [...dimensions, ...alsoAsField(dimensions)].map((component) => [
        component.id,
        hidden.includes(component.id) ? { ...component, hidden: true } : component,
      ]),
    ),
    metrics: new Map(metrics.map((component) => [component.id, withFormat(component)])),
    segment: view.segment,
    summaryGroups: view.summaryGroups,
    exchangeRates: view.exchangeRates,
  }
}

/** A field called session keeps its name, but answers to `field-session`, too: `session` is a container. */
function alsoAsField(dimensions: readonly DimensionComponent[]): readonly DimensionComponent[] {
  const session = dimensions.find(({ id }) => id === 'session')
  if (session === undefined) return []
  return [{ ...session, id: 'field-session', field: session.field ?? session.id, hidden: true }]
}

function timeoutOf({ session }: DataView): number {
  if (session.timeoutMinutes !== undefined) return session.timeoutMinutes * 60_000
  return session.timeout === undefined ? DEFAULT_TIMEOUT_MS : toMilliseconds(session.timeout)
}

const isDimensional = (field: JourneyField): boolean =>
  field.type === 'string' || field.type === 'boolean' || isNumberedId(field)
const isNumeric = (field: JourneyField): boolean => field.type === 'number' && !isNumberedId(field)
const isNumberedId = ({ path, type }: JourneyField): boolean => type === 'number' && isIdName(path)
const asId = (field: JourneyField): { id: string; field: string } => ({
  id: field.path,
  field: field.path,
})

/** Converted amounts are shown in their currency. */
function withFormat(component: MetricComponent): MetricComponent {
  const { format = { type: 'currency' }, currency } = component
  if (currency === undefined || format.type !== 'currency') return component
  return { ...component, format: { currency: currency.to, ...format } }
}
