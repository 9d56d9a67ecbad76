import { parseDefinition, parseDefinitionAs } from '../../src/model/definitions/index.ts'
import type { ReportResult } from '../../src/query/reports/index.ts'
import { indexDefinitions } from '../../src/query/compilation/definitions.ts'
import type { JourneySource } from '../../src/query/compilation/journey-source.ts'
import type { FreeformResult } from '../../src/query/reports/freeform/request.ts'
import { runReport } from '../../src/query/run-reports.ts'
import { createMemorySource, type MemoryEvent, type MemoryOptions } from './memory-source.ts'
import { parseRequest } from '../../src/query/reports/parse-request.ts'

/** `[time, fields]` of one person, or `[time, fields, person]`; a day without a time is its noon. */
export type Row = readonly [
  time: string,
  fields: Readonly<Record<string, unknown>>,
  person?: string,
]

/** What happened: told by the day, as events in memory, or in any other source. */
type Journeys =
  | { readonly rows: readonly Row[]; readonly options?: MemoryOptions }
  | { readonly events: readonly MemoryEvent[]; readonly options?: MemoryOptions }
  | { readonly source: JourneySource }

/** What is asked about: what happened, how it is viewed, and what else is defined. */
export type World = Journeys & {
  /** Settings of the data view; without any it has a component for every field. */
  readonly view?: object
  readonly definitions?: readonly object[]
  readonly now?: string
}

/** All the time that any world speaks of. */
export const anyTime = { start: '1970-01-01', end: '2100-01-01' }

/** A world as reports and compilations take it. */
export function contextOf(world: World): Context {
  const { view = {}, definitions = [], now = '2030-01-01' } = world
  const bare = { kind: 'data-view', id: 'v', connection: 'c' }
  const known = definitions.map((definition) => parseDefinition(definition))
  return {
    source: sourceOf(world),
    dataView: parseDefinitionAs('data-view', { ...bare, ...view }),
    definitions: indexDefinitions(known as Parameters<typeof indexDefinitions>[0]),
    now: Date.parse(now),
  }
}

type Context = Parameters<typeof runReport>[0]

/** Runs a report on a world; without a date range on all of it. */
export async function ask<R extends ReportResult = ReportResult>(
  world: World,
  request: object,
): Promise<R> {
  const asked = parseRequest({ dataView: 'v', dateRange: anyTime, ...request })
  const result = await runReport(contextOf(world), asked)
  return result as R
}

function sourceOf(journeys: Journeys): JourneySource {
  if ('source' in journeys) return journeys.source
  const events = 'events' in journeys ? journeys.events : journeys.rows.map(eventOf)
  return createMemorySource(events, journeys.options)
}

const eventOf = ([time, fields, person = 'ann']: Row): MemoryEvent => ({
  person,
  time: Date.parse(time.includes('T') ? `${time}Z` : `${time}T12:00Z`),
  fields,
})

type Cells = Record<string, readonly (number | null)[]>

/** A freeform table by item (`a | b` of several dimensions) with `Total`, rounded to cents. */
export async function table(world: World, request: object): Promise<Cells> {
  const freeform = { kind: 'freeform', limit: 1000, ...request }
  const { rows, totals } = await ask<FreeformResult>(world, freeform)
  const cells = rows.map(({ item, items = [item], label, values }) => {
    const name = items.map((each) => (each === null ? label : String(each))).join(' | ')
    return [name, values.map(inCents)] as const
  })
  return { ...Object.fromEntries(cells), Total: totals.map(inCents) }
}

const inCents = (value: number | null) => (value === null ? null : Math.round(value * 100) / 100)

/** One column's cells by item. */
export async function column(
  world: World,
  dimension: string,
  metric: string,
  request: object = {},
): Promise<Record<string, number | null>> {
  const cells = await table(world, { rows: { dimension }, columns: [{ metric }], ...request })
  return Object.fromEntries(Object.entries(cells).map(([item, [value]]) => [item, value!]))
}
