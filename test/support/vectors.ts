import { readFileSync } from 'node:fs'
import { createMemorySource, type MemoryEvent, type MemoryOptions } from './memory-source.ts'
import { parseDefinitionOf } from '../../src/model/definitions/index.ts'
import type { FreeformResult } from '../../src/query/reports/freeform/request.ts'
import { parseRequest, type ReportResult } from '../../src/model/requests/index.ts'
import { definitionsOf } from '../../src/query/compilation/definitions.ts'
import type { JourneySource } from '../../src/query/compilation/journey-source.ts'
import { runReport } from '../../src/query/run-reports.ts'

export interface VectorEvent {
  readonly set: string
  readonly person: string
  /** ISO, with a space for the T in some files (then UTC), or seconds. */
  readonly ts: string | number
  readonly event: string
  readonly props: Readonly<Record<string, unknown>>
}

export interface VectorCase {
  readonly id: string
  readonly feature: string
  readonly set: string | null
  readonly question: Readonly<Record<string, unknown>>
  readonly expected: Readonly<Record<string, unknown>>
  readonly input?: Readonly<Record<string, unknown>>
}

export interface Vectors {
  readonly events: readonly VectorEvent[]
  readonly cases: readonly VectorCase[]
}

/** Published worked examples by the name of their file. */
export function loadVectors(name: string): Vectors {
  const url = new URL(`../vectors/data/${name}.json`, import.meta.url)
  return JSON.parse(readFileSync(url, 'utf8')) as Vectors
}

/** UTC milliseconds of a vector's time. */
export function vectorTime(ts: string | number): number {
  if (typeof ts === 'number') return ts * 1000
  return Date.parse(ts.includes(' ') ? `${ts.replace(' ', 'T')}Z` : ts)
}

/** The events of one small world, with the event's name as the field `event`. */
export function eventsOfSet({ events }: Vectors, set: string): MemoryEvent[] {
  return events
    .filter((event) => event.set === set)
    .map(({ person, ts, event, props }) => ({
      person,
      time: vectorTime(ts),
      fields: { event, ...props },
    }))
}

/** One small world as a journey source, file order breaking ties in time. */
export function worldOf(vectors: Vectors, set: string, options: MemoryOptions = {}): JourneySource {
  return createMemorySource(eventsOfSet(vectors, set), options)
}

/** All the time that any vector speaks of. */
export const anyTime = { start: '1970-01-01', end: '2100-01-01' }

/** Runs a request on a world whose data view has a component for every field, or as given. */
export async function askWorld(
  source: JourneySource,
  request: object,
  dataView: object = {},
): Promise<ReportResult> {
  const bare = { kind: 'data-view', id: 'v', connection: 'c' }
  const context = {
    source,
    dataView: parseDefinitionOf('data-view', { ...bare, ...dataView }),
    definitions: definitionsOf([]),
    now: 0,
  }
  return runReport(context, parseRequest({ dataView: 'v', dateRange: anyTime, ...request }))
}

/** A person's own journey, as a segment. */
export const onlyPerson = (person: string) => ({
  container: 'person',
  where: { dimension: 'person-id', op: 'equals', value: person },
})

/** A freeform table by its items (`a | b` for several dimensions), rounded to cents; rows of nothing but zeros are left out. */
export async function askTable(
  source: JourneySource,
  dimensions: readonly string[],
  columns: readonly object[],
  dataView: object = {},
  more: object = {},
): Promise<{ rows: Record<string, number[]>; totals: number[] }> {
  const request = { kind: 'freeform', rows: { dimensions }, columns, limit: 1000, ...more }
  const { rows, totals } = (await askWorld(source, request, dataView)) as FreeformResult
  const inCents = (values: readonly (number | null)[]) =>
    values.map((value) => Math.round((value ?? 0) * 100) / 100)
  const named = rows
    .filter(({ values }) => values.some((value) => value !== 0))
    .map(({ item, items = [item], values }) => [items.join(' | '), inCents(values)] as const)
  return { rows: Object.fromEntries(named), totals: inCents(totals) }
}
