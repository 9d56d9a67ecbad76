import { readFileSync } from 'node:fs'
import { ask, type World } from './ask.ts'
import { createMemorySource, type MemoryEvent, type MemoryOptions } from './memory-source.ts'
import type { FreeformResult } from '../../src/query/reports/freeform/request.ts'
import type { JourneySource } from '../../src/query/compilation/journey-source.ts'

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

/** Why a published case means something else than ours, and what ours gives instead of what it expects. */
export interface Different {
  readonly because: string
  readonly ours: VectorCase['expected']
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

/** A person's own journey, as a segment. */
export const onlyPerson = (person: string) => ({
  container: 'person',
  where: { dimension: 'person-id', op: 'equals', value: person },
})

/** A freeform table by its items (`a | b` for several dimensions), rounded to cents; rows of nothing but zeros are left out. */
export async function rowsByItem(
  world: World,
  dimensions: readonly string[],
  columns: readonly object[],
  more: object = {},
): Promise<{ rows: Record<string, number[]>; totals: number[] }> {
  const request = { kind: 'freeform', rows: { dimensions }, columns, limit: 1000, ...more }
  const { rows, totals } = await ask<FreeformResult>(world, request)
  const inCents = (values: readonly (number | null)[]) =>
    values.map((value) => Math.round((value ?? 0) * 100) / 100)
  const named = rows
    .filter(({ values }) => values.some((value) => value !== 0))
    .map(({ item, items = [item], values }) => [items.join(' | '), inCents(values)] as const)
  return { rows: Object.fromEntries(named), totals: inCents(totals) }
}
