import { createMemorySource, type MemoryEvent, type MemoryOptions } from './memory-source.ts'
import { parseDefinition, parseDefinitionOf } from '../../src/model/definitions/index.ts'
import type { FreeformResult } from '../../src/query/reports/freeform/request.ts'
import { parseRequest, type ReportResult } from '../../src/model/requests/index.ts'
import { definitionsOf } from '../../src/query/compilation/definitions.ts'
import { runReport } from '../../src/query/run-reports.ts'

/** `[time, fields]` of one person, or `[time, fields, person]`. */
export type Row = readonly [
  time: string,
  fields: Readonly<Record<string, unknown>>,
  person?: string,
]

/** A small world: what happened, how it is viewed, and what else is defined. */
export interface World {
  readonly rows: readonly Row[]
  readonly view?: object
  readonly definitions?: readonly object[]
  readonly now?: string
  readonly options?: MemoryOptions
}

const eventOf = ([time, fields, person = 'ann']: Row): MemoryEvent => ({
  person,
  time: Date.parse(time.includes('T') ? `${time}Z` : `${time}T12:00Z`),
  fields,
})

/** Runs a report on the world; without a date range on all of it. */
export function ask(world: World, request: object): Promise<ReportResult> {
  const { rows, view = {}, definitions = [], now = '2030-01-01', options } = world
  const base = { kind: 'data-view', id: 'v', connection: 'c' }
  const known = definitions.map((definition) => parseDefinition(definition))
  const context = {
    source: createMemorySource(rows.map(eventOf), options),
    dataView: parseDefinitionOf('data-view', { ...base, ...view }),
    definitions: definitionsOf(known as Parameters<typeof definitionsOf>[0]),
    now: Date.parse(now),
  }
  const dateRange = { start: '2000-01-01', end: '2040-01-01' }
  return runReport(context, parseRequest({ dataView: 'v', dateRange, ...request }))
}

type Cells = Record<string, readonly (number | null)[]>

/** A freeform table by item (`a | b` of several dimensions) with `Total`, rounded to cents. */
export async function table(world: World, request: object): Promise<Cells> {
  const freeform = { kind: 'freeform', limit: 1000, ...request }
  const { rows, totals } = (await ask(world, freeform)) as FreeformResult
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
