import { noRows } from '../../datasets/index.ts'
import type { Connection } from '../../../model/definitions/index.ts'
import type { LakeClient } from '../../client.ts'
import type { FieldLeaf } from '../../datasets/index.ts'
import { ident, join, type Sql, sql, value } from '../../sql.ts'
import type { EventDataset, JourneyFields } from '../fields.ts'
import { createEventTables, isStitched } from '../generation.ts'
import { holdBack, mostEventsOf, withoutHeld } from '../hold-back.ts'
import { insertBatches } from '../insert.ts'
import {
  type BatchShare,
  type DatasetShare,
  type Journey,
  journeyTable,
  nameTables,
  type StoredField,
  valuesTable,
} from '../journey.ts'
import { measure } from '../measure.ts'
import { chooseRead, rowsInState } from '../rows.ts'
import { mostSwitchesOf } from '../stitching/field-owners.ts'
import type { StitchingGraphs } from '../stitching/graph.ts'
import { codeNamespace, listNamespaces } from '../stitching/own-ids.ts'
import { planStitching } from '../stitching/plan.ts'
import { restitch } from '../stitching/restitch.ts'
import { stitchedColumns } from '../stitching/stitched-rows.ts'
import type { RowChange } from './changes.ts'
import { cloneJourney } from './clone.ts'

/** A journey as it would be with other stitching, in tables of its own; published nowhere. */
export interface Draft {
  readonly journey: Journey
  /** The fields of events that its table has, by path. */
  readonly stored: ReadonlySet<string>
  /** What it was stitched again from, where it was: its rows are the same. */
  readonly from: Journey | null
}

export interface DraftOptions {
  /** Of the draft, as a connection; see `nameDraft`. */
  readonly name: string
  readonly fields: JourneyFields
  readonly graphs: StitchingGraphs
  /** As it would be. */
  readonly connection: Connection
  /** One per event dataset. */
  readonly changes: readonly RowChange[]
  /** The fields of events that are asked of it; it may have more. */
  readonly asked: ReadonlySet<string>
  /** Of the event datasets. */
  readonly leaves: ReadonlyMap<string, readonly FieldLeaf[]>
}

/** @param before a journey that nothing is written to */
export function draftJourney(
  lake: LakeClient,
  before: Journey,
  options: DraftOptions,
): Promise<Draft> {
  if (options.changes.includes('rekeyed')) return rekey(lake, before, options)
  const stored = new Set(before.fields.map(({ path }) => path))
  return stitchDraft(lake, { journey: before, stored }, options)
}

/** All rows of the datasets that change by what graphs know now, whenever they came. */
export async function stitchDraft(
  lake: LakeClient,
  { journey: before, stored: there }: Pick<Draft, 'journey' | 'stored'>,
  { name, fields, graphs, connection, changes, asked }: DraftOptions,
): Promise<Draft> {
  const copy = await cloneJourney(lake, before, name)
  const datasets = copy.datasets.map((share, index) => ({ ...share, ...fields.datasets[index]! }))
  const namespaces = copy.namespaces && { namespaces: joinNamespaces(copy, fields) }
  const next = { ...copy, ...namespaces, datasets, increment: copy.increment + 1 }
  const plans = planStitching(next, idle(next), circumstancesOf(connection, graphs))
  const stored = new Set([...there].filter((path) => asked.has(path)))
  const written = { ...next, fields: next.fields.filter(({ path }) => stored.has(path)) }
  let { moved = 0 } = copy
  for (const [index, change] of changes.entries()) {
    if (change === 'kept') continue
    const all = { since: null, touched: null, isOfOtherMethod: true }
    moved += await restitch(lake, written, index + 1, plans[index]!.knowledge, all)
  }
  const journey = await measure(lake, moved === 0 ? next : { ...next, moved }, copy)
  return { journey, stored, from: before }
}

const circumstancesOf = (connection: Connection, graphs: StitchingGraphs) => ({
  now: 0,
  graphs,
  replay: undefined,
  mostSwitches: mostSwitchesOf(connection),
})

const idle = ({ datasets }: Journey) => datasets.map(() => ({ added: noRows, removed: [] }))

/** Only the columns that are asked for are encoded: those are most of the work. */
async function rekey(lake: LakeClient, before: Journey, options: DraftOptions): Promise<Draft> {
  const { changes, connection, asked } = options
  const empty = emptyDraft(before, options)
  const fields = before.fields.filter(({ path }) => asked.has(path))
  const written = { ...empty, fields }
  await createEventTables(lake, written)
  const shares = await insertRekeyed(lake, before, written, options)
  await copyKept(lake, before, written, changes)
  const held = await holdBack(lake, empty, mostEventsOf(connection))
  const datasets = empty.datasets.map((share, index) => ({
    ...share,
    batches: shares[index]!.map((each) => withoutHeld(each, index + 1, held)),
  }))
  const journey = await measure(lake, { ...empty, datasets }, empty)
  return { journey, stored: new Set(fields.map(({ path }) => path)), from: null }
}

/** What became of the batches of each dataset: those of datasets that keep their rows stay as they are. */
async function insertRekeyed(
  lake: LakeClient,
  before: Journey,
  draft: Journey,
  { changes, graphs, connection, leaves }: DraftOptions,
): Promise<readonly (readonly BatchShare[])[]> {
  const work = changes.map((change, index) => ({
    added: change === 'kept' ? noRows : chooseRead(before.datasets[index]!),
    removed: [],
  }))
  const plans = planStitching(draft, work, circumstancesOf(connection, graphs))
  const shares: (readonly BatchShare[])[] = []
  for (const [index, share] of draft.datasets.entries()) {
    const input = { ...share, leaves: leaves.get(share.dataset)! }
    const knowledge = plans[index]?.knowledge ?? null
    const added = await insertBatches(lake, draft, index, input, work[index]!.added, knowledge)
    shares.push(changes[index] === 'kept' ? before.datasets[index]!.batches : added)
  }
  return shares
}

/** Namespaces keep their codes: new ones come behind. */
function joinNamespaces({ namespaces = [] }: Journey, { datasets }: JourneyFields) {
  const added = listNamespaces(datasets).filter((each) => !namespaces.includes(each))
  return [...namespaces, ...added]
}

/** Values keep their codes, persons included. */
function emptyDraft(before: Journey, { name, fields }: DraftOptions): Journey {
  const { buckets, joined, summaries, since, dataVersion, firstTime, lastTime } = before
  const isAnyStitched = isStitched(fields)
  return {
    ...{ buckets, joined, summaries, since, dataVersion, firstTime, lastTime },
    ...(isAnyStitched && { namespaces: joinNamespaces(before, fields) }),
    fields: before.fields,
    fingerprint: '',
    connection: name,
    generation: 1,
    increment: 1,
    tables: { ...nameTables(name, 1, isAnyStitched), values: valuesTable(before) },
    datasets: fields.datasets.map((dataset, index) => emptyShare(dataset, before.datasets[index]!)),
    removed: [],
    events: 0,
    persons: 0,
    highestCodes: before.highestCodes,
  }
}

const emptyShare = (dataset: EventDataset, { existing }: DatasetShare): DatasetShare => ({
  ...dataset,
  batches: [],
  ...(existing && { existing }),
})

/** The rows of datasets that keep their persons. */
async function copyKept(
  lake: LakeClient,
  before: Journey,
  draft: Journey,
  changes: readonly RowChange[],
): Promise<void> {
  const kept = changes.flatMap((change, index) => (change === 'kept' ? [index + 1] : []))
  if (kept.length === 0) return
  const fields = draft.fields.map(({ storage }: StoredField) => ident(storage))
  const own = draft.namespaces === undefined ? [] : selectStitched(before, draft)
  const columns = [...['person', 'time', 'dataset', 'row', '_batch'].map(ident), ...fields]
  const added = own.map(({ column }) => sql`, ${column}`)
  const values = own.map((each) => sql`, ${each.value}`)
  await lake.command(sql`
    INSERT INTO ${ident(journeyTable(draft))}
      (${join(columns)}, _increment ${join(added, sql``)})
    SELECT ${join(columns)}, ${value(draft.increment, 'UInt32')} ${join(values, sql``)}
    FROM ${ident(journeyTable(before))}
    WHERE ${rowsInState(before)} AND dataset IN ${value(kept, 'Array(UInt8)')}
    SETTINGS max_partitions_per_insert_block = 0, max_insert_threads = 2`)
}

/** The columns of stitched journeys, where the journey before may have been none. */
function selectStitched(before: Journey, draft: Journey): readonly { column: Sql; value: Sql }[] {
  const columns = Object.values(stitchedColumns)
  if (before.namespaces !== undefined) return columns.map((column) => ({ column, value: column }))
  const codes = draft.datasets.map(({ namespace = null }) =>
    codeNamespace(draft.namespaces ?? [], namespace),
  )
  const namespace = sql`toUInt8(arrayElement(${value(codes, 'Array(UInt8)')}, dataset))`
  return [{ column: stitchedColumns.namespace, value: namespace }]
}
