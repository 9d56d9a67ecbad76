import type { RefreshReport } from '../../../model/answers/connections.ts'
import type { Connection } from '../../../model/definitions/index.ts'
import type { LakeClient } from '../../client.ts'
import {
  type ChosenRows,
  chooseRows,
  hasRows,
  listLeaves,
  readBatchEnds,
  recallRecord,
} from '../../datasets/index.ts'
import { ident, join, sql, value } from '../../sql.ts'
import { addShares } from '../add-shares.ts'
import type { EventInput } from '../insert.ts'
import { hasChanged } from '../is-outdated.ts'
import {
  type BatchShare,
  type DatasetShare,
  isCoded,
  type Journey,
  journeyTable,
  PERSON,
  type StoredField,
} from '../journey.ts'
import type { StoredDataset } from '../read-datasets.ts'
import { printSettings } from '../settings.ts'
import { loadJourney, saveJourney } from '../state.ts'
import { countPersons, type PersonEvents } from './count-persons.ts'
import { findCodes, type FoundCodes } from './find-codes.ts'
import { type Appended, type AppendedRow, readAppended } from './read-appended.ts'
import {
  forgetChecked,
  printDatasets,
  printVersion,
  recallChecked,
  type Remembered,
  rememberChecked,
} from './remembered.ts'

/** All of a journey is checked that often, in as far as anything comes to it. */
const CHECKED_EVERY_MS = 600_000

/** More rows are quicker encoded inside ClickHouse. */
const MOST_ROWS = 50_000

export interface AppendLimits {
  /** UTC ms, now. */
  readonly now: number
  /** UTC ms; older rows are not kept. */
  readonly since: number | null
  readonly mostEventsPerMonth: number
}

/**
 * Adds the rows that have come to batches that grow, in a handful of statements of which none reads a table as
 * a whole. Null where more has changed than that, or where it has to be looked whether it has: then `refreshJourney` does it all.
 * The outcome is the same.
 */
export async function addAppended(
  lake: LakeClient,
  connection: Connection,
  limits: AppendLimits,
): Promise<RefreshReport | null> {
  const journey = await loadJourney(lake, connection.id)
  const checked = recallChecked(lake, connection.id)
  if (journey === null || checked === undefined) return null
  if (!isAsChecked(connection, journey, checked, limits)) return null
  const stored = await describeDatasets(lake, connection)
  if (printDatasets(stored) !== checked.datasets) return null
  if (await hasChanged(lake, connection, journey)) return null
  const chosen = await Promise.all(journey.datasets.map((share) => findGrowth(lake, share)))
  const count = chosen.flatMap(({ ranges }) => ranges).reduce((n, r) => n + 1 + r.to - r.from, 0)
  if (count === 0 || count > MOST_ROWS) return null
  try {
    return await add(lake, { journey, checked, stored, chosen, limits })
  } catch (error) {
    forgetChecked(lake, connection.id)
    throw error
  }
}

function isAsChecked(
  connection: Connection,
  journey: Journey,
  checked: Remembered,
  { now, since }: AppendLimits,
): boolean {
  return (
    checked.version === printVersion(journey) &&
    now - checked.checkedAt < CHECKED_EVERY_MS &&
    !journey.isDamaged &&
    journey.settings === printSettings(connection) &&
    journey.since === since &&
    journey.namespaces === undefined &&
    (journey.badPersons ?? []).length === 0
  )
}

/** As they are written in their records. */
async function describeDatasets(lake: LakeClient, { datasets }: Connection) {
  const stored = new Map<string, Pick<StoredDataset, 'type' | 'timeZone' | 'leaves'>>()
  for (const { dataset } of datasets) {
    const record = await recallRecord(lake, dataset)
    if (record === undefined) continue
    const { type, timeZone, fields } = record
    stored.set(dataset, { type, timeZone, leaves: listLeaves(fields) })
  }
  return stored
}

async function findGrowth(
  lake: LakeClient,
  { dataset, batches }: DatasetShare,
): Promise<ChosenRows> {
  const read = batches.filter(({ upTo }) => upTo !== undefined)
  if (read.length === 0) return chooseRows([], new Map(), new Map())
  const ends = await readBatchEnds(lake, dataset)
  return chooseRows([], ends, new Map(read.map(({ batch, upTo }) => [batch, upTo!])))
}

interface Addition {
  readonly journey: Journey
  readonly checked: Remembered
  readonly stored: Awaited<ReturnType<typeof describeDatasets>>
  readonly chosen: readonly ChosenRows[]
  readonly limits: AppendLimits
}

async function add(
  lake: LakeClient,
  { journey, checked, stored, chosen, limits }: Addition,
): Promise<RefreshReport | null> {
  const read = await Promise.all(
    journey.datasets.map((share, index) => {
      const { leaves } = stored.get(share.dataset)!
      return readShare(lake, journey, { ...share, leaves }, chosen[index]!)
    }),
  )
  const kept = read.map(({ rows }) => rows.filter((row) => isKept(row, limits.since)))
  const codes = await findCodes(lake, journey, checked.codes, collectTexts(read, kept))
  const codesOfRows = kept.flat().map(({ person }) => codes.code(PERSON, person))
  const persons = await countPersons(lake, journey, checked.events, codesOfRows)
  if (persons.most > limits.mostEventsPerMonth) return null
  const increment = journey.increment + 1
  for (const [index, rows] of kept.entries()) {
    if (rows.length === 0) continue
    await insertRows(lake, journey, { increment, dataset: index + 1, codes, ...read[index]!, rows })
  }
  const added = read.map(({ rows }, index) => shareOut(rows, chosen[index]!, limits.since))
  const next = stateAfter(journey, { increment, added, kept: kept.flat(), codes, persons })
  await saveJourney(lake, next)
  rememberChecked(lake, journey.connection, { ...checked, version: printVersion(next) })
  return reportOf(next, added)
}

const readShare = (
  lake: LakeClient,
  journey: Journey,
  input: EventInput,
  chosen: ChosenRows,
): Promise<Appended> =>
  hasRows(chosen)
    ? readAppended(lake, journey, input, chosen)
    : Promise.resolve({ fields: [], rows: [] })

const isKept = ({ person, time }: AppendedRow, since: number | null): boolean =>
  person !== '' && (since === null || time >= since)

function collectTexts(
  read: readonly Appended[],
  kept: readonly (readonly AppendedRow[])[],
): ReadonlyMap<number, ReadonlySet<string>> {
  const texts = new Map<number, Set<string>>()
  const note = (field: number, text: unknown): void => {
    if (Array.isArray(text)) {
      for (const item of text) note(field, item)
    } else if (text !== '') {
      const all = texts.get(field) ?? new Set()
      texts.set(field, all.add(text as string))
    }
  }
  for (const [index, { fields }] of read.entries()) {
    for (const { person, values } of kept[index]!) {
      note(PERSON, person)
      for (const [at, field] of fields.entries()) {
        if (field.type === 'string') note(field.id, values[at])
      }
    }
  }
  return texts
}

interface Insertion extends Appended {
  readonly increment: number
  readonly dataset: number
  readonly codes: FoundCodes
}

/** One statement; its columns are bound as arrays. */
async function insertRows(
  lake: LakeClient,
  journey: Journey,
  { increment, dataset, codes, fields, rows }: Insertion,
): Promise<void> {
  const columns = [
    bind('person', 'UInt32', rows, ({ person }) => codes.code(PERSON, person)),
    bind('time', 'Int64', rows, ({ time }) => time),
    bind('row', 'UInt64', rows, ({ row }) => row),
    bind('_batch', 'UInt32', rows, ({ batch }) => batch),
    ...fields.map((field, at) =>
      bind(field.storage, typeOf(field), rows, ({ values }) => encode(field, values[at], codes)),
    ),
  ]
  const names = columns.map(({ name }) => ident(name))
  const values = columns.map((_, at) => sql`tupleElement(_t, ${value(at + 1, 'UInt16')})`)
  await lake.command(sql`
    INSERT INTO ${ident(journeyTable(journey))} (dataset, _increment, ${join(names)})
    SELECT ${value(dataset, 'UInt8')}, ${value(increment, 'UInt32')}, ${join(values)}
    FROM (SELECT arrayJoin(arrayZip(${join(columns.map(({ array }) => array))})) AS _t)
    SETTINGS max_partitions_per_insert_block = 0`)
}

function bind(
  name: string,
  type: string,
  rows: readonly AppendedRow[],
  pick: (row: AppendedRow) => unknown,
) {
  return { name, array: sql`${value(rows.map(pick), `Array(${type})`)}` }
}

const typeOf = (field: StoredField): string =>
  field.lists.reduce((type) => `Array(${type})`, isCoded(field) ? 'UInt32' : 'Float64')

function encode(field: StoredField, given: unknown, codes: FoundCodes): unknown {
  if (Array.isArray(given)) return given.map((item) => encode(field, item, codes))
  if (field.type === 'string') return typeof given === 'string' ? codes.code(field.id, given) : 0
  return given === null || typeof given === 'string' ? readNumber(given) : given
}

/** As ClickHouse writes those that are not finite. */
function readNumber(text: string | null): number {
  if (text === 'inf') return Number.POSITIVE_INFINITY
  return text === '-inf' ? Number.NEGATIVE_INFINITY : Number.NaN
}

/** What became of the rows of each batch. */
function shareOut(
  rows: readonly AppendedRow[],
  { ranges }: ChosenRows,
  since: number | null,
): readonly BatchShare[] {
  return ranges.map(({ batch, to }) => {
    const own = rows.filter((row) => row.batch === batch)
    const months = new Map<string, number>()
    for (const row of own.filter((each) => isKept(each, since))) {
      const month = new Date(row.time).toISOString().slice(0, 7)
      months.set(month, (months.get(month) ?? 0) + 1)
    }
    const missingPerson = own.filter(({ person }) => person === '').length
    const kept = own.filter((row) => isKept(row, since)).length
    const expired = own.length - missingPerson - kept
    return {
      batch,
      upTo: to,
      rows: kept,
      missingPerson,
      expired,
      months: Object.fromEntries(months),
    }
  })
}

interface Added {
  readonly increment: number
  readonly added: readonly (readonly BatchShare[])[]
  readonly kept: readonly AppendedRow[]
  readonly codes: FoundCodes
  readonly persons: PersonEvents
}

function stateAfter(journey: Journey, { increment, added, kept, codes, persons }: Added): Journey {
  const datasets = journey.datasets.map((share, index) => {
    const more = new Map(added[index]!.map((each) => [each.batch, each]))
    const batches = share.batches.map((before) => {
      const own = more.get(before.batch)
      return own === undefined ? before : addShares(before, own)
    })
    return { ...share, batches }
  })
  const extent = (pick: (...times: number[]) => number, before: number | null) =>
    kept.reduce<number | null>(
      (found, { time }) => (found === null ? time : pick(found, time)),
      before,
    )
  return {
    ...journey,
    datasets,
    increment,
    dataVersion: journey.dataVersion + (kept.length > 0 ? 1 : 0),
    events: journey.events + kept.length,
    persons: journey.persons + persons.added,
    firstTime: extent(Math.min, journey.firstTime),
    lastTime: extent(Math.max, journey.lastTime),
    highestCodes: codes.highestCodes,
    ...(journey.values !== undefined && { values: journey.values + codes.added }),
  }
}

function reportOf(next: Journey, added: readonly (readonly BatchShare[])[]): RefreshReport {
  const sum = (shares: readonly BatchShare[], pick: 'rows' | 'missingPerson' | 'expired') =>
    shares.reduce((total, share) => total + share[pick], 0)
  return {
    connection: next.connection,
    dataVersion: next.dataVersion,
    isRebuilt: false,
    datasets: next.datasets.map(({ dataset }, index) => ({
      dataset,
      addedBatches: added[index]!.length,
      addedRows: sum(added[index]!, 'rows'),
      missingPerson: sum(added[index]!, 'missingPerson'),
      expired: sum(added[index]!, 'expired'),
      removedBatches: 0,
    })),
    events: next.events,
    persons: next.persons,
  }
}
