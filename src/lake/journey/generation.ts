import type { LakeClient } from '../client.ts'
import { tableName } from '../datasets/index.ts'
import { ident, join, literal, sql, value } from '../sql.ts'
import { storageColumn } from './encode.ts'
import { type DatasetStitching, isSameShape, type JourneyFields } from './fields.ts'
import {
  type Journey,
  journeyTable,
  listTables,
  movesTable,
  nameTables,
  type StoredField,
  valuesTable,
} from './journey.ts'
import { assignFieldNumbers } from './number-fields.ts'
import { mostEventsPerMonth as defaultMost } from './hold-back.ts'
import { isRemoved } from './rows.ts'
import { countSaves, dropTables, saveJourney } from './state.ts'
import { createMoves, dropUnpublishedMoves } from './stitching/moves.ts'
import { stitchedColumnTypes } from './stitching/stitched-rows.ts'

/**
 * The state that a refresh adds to: the published one while its tables fit the definition, or an
 * empty next generation with new tables.
 */
export async function chooseBase(
  lake: LakeClient,
  connection: string,
  journey: JourneyFields,
  before: Journey | null,
  limits: Limits & { readonly isAnew: boolean; readonly rowsPerBucket?: number | undefined },
): Promise<Journey> {
  const { rowsPerBucket = ROWS_PER_BUCKET } = limits
  const fingerprint = fingerprintOf(journey, limits)
  const rows = await countRows(lake, journey)
  const isUsable =
    before !== null && !before.isDamaged && !limits.isAnew && !isOfEarlierGuard(before)
  const hasRoom = isUsable && rows <= roomOf(before, rowsPerBucket)
  if (hasRoom && before.fingerprint === fingerprint && !reachesBack(before, limits)) {
    const fields = assignFieldNumbers(journey.fields, before.fields)
    const added = fields.filter((field) => !before.fields.includes(field))
    if (canAdd(before.fields, fields, added)) {
      await finishRemoval(lake, before)
      await dropUnpublishedRows(lake, before)
      await dropUnpublishedMoves(lake, before)
      await addColumns(lake, before, added)
      return { ...before, removed: [], fields, datasets: describeAnew(before, journey) }
    }
  }
  const generation = 1 + (before?.generation ?? (await countSaves(lake, connection)))
  const fresh = emptyGeneration(journey, bucketsFor(rows, rowsPerBucket))
  const base = {
    ...fresh,
    connection,
    fingerprint,
    generation,
    tables: nameTables(connection, generation, isStitched(journey)),
    ...(journey.namespaces && { namespaces: journey.namespaces }),
    dataVersion: before?.dataVersion ?? 0,
  }
  await createTables(lake, base)
  return base
}

/** What limits the events of a journey. */
export interface Limits {
  /** Events before this UTC ms are not kept; null: all are. */
  readonly since: number | null
  /** Of a person in a month; beyond that the id is that of nobody. */
  readonly mostEventsPerMonth: number
  /** Of a persistent id that is stitched, between persons. */
  readonly mostSwitches: number
}

/** Whether events are to be kept that were too old before. */
const reachesBack = (before: Journey, { since }: Limits): boolean =>
  before.since !== null && (since === null || since < before.since)

/** The shares of the datasets, as what they are is known now: an identity map may have more namespaces. */
const describeAnew = (before: Journey, { datasets }: JourneyFields): Journey['datasets'] =>
  before.datasets.map((share, index) => ({ ...share, ...datasets[index] }))

/** Earlier versions held back what were a person's rows when they came, whose they were later or not. */
const isOfEarlierGuard = ({ namespaces, badPersons = [], busiest }: Journey): boolean =>
  namespaces !== undefined && badPersons.length > 0 && busiest === undefined

/** What the codes and rows of a table depend on; a change means that all is encoded anew. */
function fingerprintOf(journey: JourneyFields, limits: Limits): string {
  const { mostEventsPerMonth: most, mostSwitches } = limits
  const hasNamespaces = isStitched(journey)
  const parts = journey.datasets.map(
    ({ dataset, namespace, personId, personIdType, identities, periods, stitching }) => {
      const person = identities === undefined ? personIdType : identities.namespace
      return [
        dataset,
        personId,
        person,
        ...(periods ?? []),
        ...(stitching ? [ruleOf(stitching), mostSwitches] : []),
        ...(hasNamespaces ? [namespace] : []),
      ]
    },
  )
  return JSON.stringify(most === defaultMost ? parts : [...parts, most])
}

/** Of stitching, what rows cannot follow later: a replay at another time, of other times, changes no row before. */
export const ruleOf = ({ replay, ...rule }: DatasetStitching) => ({
  ...rule,
  isReplayed: replay !== null,
})

export const isStitched = ({ datasets }: Pick<JourneyFields, 'datasets'>): boolean =>
  datasets.some(({ stitching }) => stitching !== undefined)

/**
 * New fields become new columns, whose default (no value) is right for all rows before, unless
 * they belong to a list that has rows already: their arrays would be shorter than their siblings'.
 */
function canAdd(
  before: readonly StoredField[],
  after: readonly StoredField[],
  added: readonly StoredField[],
): boolean {
  const lists = new Set(before.flatMap((field) => field.lists))
  const keepsShapes = before.every((field) =>
    after.some((other) => other.id === field.id && isSameShape(field, other)),
  )
  return keepsShapes && !added.some((field) => field.lists.some((list) => lists.has(list)))
}

async function countRows(lake: LakeClient, { datasets }: JourneyFields): Promise<number> {
  const tables = datasets.map(({ dataset }) => tableName(dataset))
  const [total] = await lake.query<{ rows: number }>(sql`
    SELECT toFloat64(sum(total_rows)) AS rows FROM system.tables
    WHERE database = currentDatabase() AND name IN ${value(tables, 'Array(String)')}`)
  return total?.rows ?? 0
}

const ROWS_PER_BUCKET = 1_000_000

/** A power of two, so that a bucket of a large connection stays a fraction of a second's work. */
function bucketsFor(rows: number, rowsPerBucket: number): number {
  return Math.min(256, 2 ** Math.max(0, Math.ceil(Math.log2(rows / rowsPerBucket))))
}

/** Beyond eight times the rows that the buckets were made for, more buckets are better. */
function roomOf(journey: Journey, rowsPerBucket: number): number {
  return journey.buckets >= 256 ? Number.POSITIVE_INFINITY : journey.buckets * rowsPerBucket * 8
}

function emptyGeneration({ fields, datasets }: JourneyFields, buckets: number) {
  return {
    increment: 0,
    buckets,
    fields: assignFieldNumbers(fields),
    datasets: datasets.map((dataset) => ({ ...dataset, batches: [] })),
    joined: [],
    summaries: [],
    removed: [],
    since: null,
    events: 0,
    persons: 0,
    firstTime: null,
    lastTime: null,
    highestCodes: {},
  }
}

async function createTables(lake: LakeClient, journey: Journey): Promise<void> {
  await dropTables(lake, listTables(journey))
  await createEventTables(lake, journey)
  await lake.command(sql`
    CREATE TABLE ${ident(valuesTable(journey))} (field UInt32, code UInt32, value String CODEC(ZSTD))
    ENGINE = MergeTree ORDER BY (field, code)`)
}

/** All tables of a journey but that of its values. */
export async function createEventTables(lake: LakeClient, journey: Journey): Promise<void> {
  const moves = movesTable(journey)
  if (moves !== null) await createMoves(lake, moves)
  const fields = journey.fields.map((field) => sql`, ${storageColumn(field)}`)
  await lake.command(sql`
    CREATE TABLE ${ident(journeyTable(journey))} (
      person UInt32 CODEC(Delta, LZ4), time Int64 CODEC(T64, LZ4), dataset UInt8, row UInt64,
      _batch UInt32, _increment UInt32 ${isStitched(journey) ? stitchedColumnTypes : sql``}
      ${join(fields, sql` `)}, INDEX increments _increment TYPE minmax GRANULARITY 1
    )
    ENGINE = MergeTree PARTITION BY person % ${value(journey.buckets, 'UInt32')}
    ORDER BY (person, time, dataset, row)`)
}

async function addColumns(
  lake: LakeClient,
  journey: Journey,
  fields: readonly StoredField[],
): Promise<void> {
  for (const field of fields) {
    await lake.command(sql`
      ALTER TABLE ${ident(journeyTable(journey))}
      ADD COLUMN IF NOT EXISTS ${storageColumn(field)}`)
  }
}

/** Rows that a killed refresh has inserted and never published. */
export async function dropUnpublishedRows(lake: LakeClient, journey: Journey): Promise<void> {
  const table = ident(journeyTable(journey))
  const later = sql`_increment > ${value(journey.increment, 'UInt32')}`
  const [left] = await lake.query<{ rows: number }>(
    sql`SELECT toFloat64(count()) AS rows FROM ${table} WHERE ${later}`,
  )
  if (left!.rows === 0) return
  await lake.command(sql`ALTER TABLE ${table} DELETE WHERE ${later} SETTINGS mutations_sync = 1`)
}

/** Takes the rows of removed batches out of the table, and then off the state's list. */
export async function finishRemoval(lake: LakeClient, journey: Journey): Promise<void> {
  for (const batches of journey.removed) {
    await lake.command(sql`
      ALTER TABLE ${ident(journeyTable(journey))}
      DELETE WHERE ${isRemoved(journey, batches)} SETTINGS mutations_sync = 1`)
  }
  if (journey.removed.length > 0) await saveJourney(lake, { ...journey, removed: [] })
}

/**
 * One sorted part per bucket: reading a column in order then costs half of what it does while
 * several parts have to be merged. Worth it once, after all has been encoded anew.
 */
export async function mergeParts(lake: LakeClient, journey: Journey): Promise<void> {
  const table = journeyTable(journey)
  const unmerged = await lake.query<{ partition: string }>(sql`
    SELECT partition_id AS partition FROM system.parts
    WHERE database = currentDatabase() AND active AND table = ${value(table, 'String')}
    GROUP BY partition HAVING count() > 1`)
  const merge = async () => {
    for (let next = unmerged.pop(); next !== undefined; next = unmerged.pop()) {
      const partition = literal(next.partition)
      await lake.query(sql`OPTIMIZE TABLE ${ident(table)} PARTITION ID ${partition} FINAL`)
    }
  }
  await Promise.all(Array.from({ length: PARALLEL_MERGES }, merge))
}

/** A merge is one thread's work; it changes no row, so it need not wait its turn among the writes. */
const PARALLEL_MERGES = 2

export async function dropGeneration(lake: LakeClient, journey: Journey): Promise<void> {
  await dropTables(lake, listTables(journey))
}
