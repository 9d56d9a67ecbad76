import {
  isCoded,
  type Journey,
  journeyTable,
  rowsInState,
  type StoredField,
} from '../lake/journey/index.ts'
import { ident, join, type Sql, sql, value } from '../lake/sql.ts'
import type { Ground } from './ground.ts'
import { readTexts } from './person-codes.ts'
import type { ProfileEvent } from './profile.ts'
import { isoTime } from './read-events.ts'

/** So many are in a profile. */
const RECENT = 10
const MOST_FIELDS = 5

type Cell = string | number | boolean

interface EventRow {
  readonly code: number
  readonly at: number
  readonly set: number
  readonly place: string
  readonly cells: readonly (number | null)[]
}

/** An event, and where it stands among those of its person. */
export interface PlacedEvent extends ProfileEvent {
  readonly code: number
  readonly place: EventPlace
}

/** UTC ms, the code of the dataset, and its row. */
export interface EventPlace {
  readonly time: number
  readonly dataset: number
  readonly row: string
}

/** The fields that recent events show: those that the connection names, else the first texts that are no ids. */
export function chooseFields({
  connection,
  journey,
  eventCarriers,
}: Ground): readonly StoredField[] {
  const plain = listPlain(journey)
  const wanted = connection.profile?.eventFields
  if (wanted !== undefined) return plain.filter(({ path }) => wanted.includes(path))
  const ids = new Set(eventCarriers.map(({ path }) => path))
  const own = journey.datasets.map(({ personId }) => personId)
  return plain
    .filter(({ path, type }) => type === 'string' && !ids.has(path) && !own.includes(path))
    .slice(0, MOST_FIELDS)
}

export const listPlain = ({ fields }: Journey): readonly StoredField[] =>
  fields.filter(({ lists }) => lists.length === 0)

/** The latest events of each of the persons, the newest first. */
export async function readRecent(
  ground: Ground,
  codes: readonly number[],
): Promise<ReadonlyMap<number, readonly ProfileEvent[]>> {
  const events = await readEvents(ground, chooseFields(ground), {
    condition: sql`person IN ${value(codes, 'Array(UInt32)')}`,
    limit: sql`LIMIT ${value(RECENT, 'UInt32')} BY person`,
  })
  const byPerson = new Map<number, ProfileEvent[]>()
  for (const { code, place: _, ...event } of events) {
    const own = byPerson.get(code)
    if (own === undefined) byPerson.set(code, [event])
    else own.push(event)
  }
  return byPerson
}

/** A page of a person's events, the newest first, behind a place; with all plain fields. */
export function readPage(
  ground: Ground,
  code: number,
  { after, limit }: { readonly after: EventPlace | null; readonly limit: number },
): Promise<readonly PlacedEvent[]> {
  const behind =
    after === null
      ? sql``
      : sql`AND (time, dataset, row) < (${value(after.time, 'Int64')},
          ${value(after.dataset, 'UInt8')}, ${value(after.row, 'UInt64')})`
  return readEvents(ground, listPlain(ground.journey), {
    condition: sql`person = ${value(code, 'UInt32')} ${behind}`,
    limit: sql`LIMIT ${value(limit, 'UInt32')}`,
  })
}

async function readEvents(
  ground: Ground,
  fields: readonly StoredField[],
  { condition, limit }: { readonly condition: Sql; readonly limit: Sql },
): Promise<readonly PlacedEvent[]> {
  const { lake, journey } = ground
  const cells = fields.map((field) => {
    const column = ident(field.storage)
    return isCoded(field)
      ? sql`toNullable(toFloat64(${column}))`
      : sql`if(isFinite(${column}), toNullable(${column}), NULL)`
  })
  const all = cells.length === 0 ? sql`emptyArrayFloat64()` : sql`[${join(cells)}]`
  const rows = await lake.query<EventRow>(sql`
    SELECT person AS code, toFloat64(time) AS at, dataset AS set, toString(row) AS place, ${all} AS cells
    FROM ${ident(journeyTable(journey))} WHERE ${condition} AND ${rowsInState(journey)}
    ORDER BY person, time DESC, dataset DESC, row DESC ${limit}`)
  const read = await Promise.all(
    fields.map((field, index) => readCells(ground, field, index, rows)),
  )
  return rows.map(({ code, at, set, place, cells: codes }) => ({
    code,
    time: isoTime(at),
    dataset: journey.datasets[set - 1]?.dataset ?? '',
    fields: Object.fromEntries(
      fields.flatMap(({ path }, index) => {
        const cell = read[index]!(codes[index] ?? null)
        return cell === null ? [] : [[path, cell] as const]
      }),
    ),
    place: { time: at, dataset: set, row: place },
  }))
}

/** How the cells of a column are read. */
async function readCells(
  ground: Ground,
  { id, type }: StoredField,
  index: number,
  rows: readonly EventRow[],
): Promise<(cell: number | null) => Cell | null> {
  switch (type) {
    case 'number':
      return (cell) => cell
    case 'boolean':
      return (cell) => (cell ? cell === 2 : null)
    case 'timestamp':
      return (cell) => (cell === null ? null : isoTime(cell))
    case 'date':
      return (cell) => (cell === null ? null : isoTime(cell).slice(0, 10))
    case 'string': {
      const codes = rows.map(({ cells }) => cells[index] ?? 0).filter((code) => code > 0)
      const texts = await readTexts(ground, id, codes)
      return (cell) => texts.get(cell ?? 0) ?? null
    }
    default:
      return type satisfies never
  }
}
