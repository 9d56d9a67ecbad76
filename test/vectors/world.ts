import { readFileSync } from 'node:fs'
import type { JourneySource } from '../../src/engine/index.ts'
import {
  createMemorySource,
  type MemoryEvent,
  type MemoryOptions,
} from '../../src/hosts/memory/source.ts'
import { parseDefinitionOf } from '../../src/model/definitions/index.ts'
import { parseRequest, type ReportResult } from '../../src/model/requests/index.ts'
import { definitionsOf } from '../../src/query/definitions.ts'
import { runReport } from '../../src/query/run-reports.ts'

export interface VectorEvent {
  readonly set: string
  readonly person: string
  /** ISO, or seconds. */
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
  const url = new URL(`data/${name}.json`, import.meta.url)
  return JSON.parse(readFileSync(url, 'utf8')) as Vectors
}

/** UTC milliseconds of a vector's time. */
export function vectorTime(ts: string | number): number {
  return typeof ts === 'number' ? ts * 1000 : Date.parse(ts)
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
