import type { Carried } from '../store/index.ts'
import { type Journey, journeyTable, rowsInState, type StoredField } from '../lake/journey/index.ts'
import { ident, type Sql, sql, value } from '../lake/sql.ts'
import type { EventCarrier, Ground } from './ground.ts'
import { findCodes, readTexts } from './person-codes.ts'

/** How often persons were seen, and when; times in UTC ms. */
export interface Seen {
  readonly code: number
  readonly events: number
  readonly first: number
  readonly last: number
  /** Codes of datasets. */
  readonly datasets: readonly number[]
}

/** An identity that events of a person carry. */
export type CarriedByEvents = Omit<Carried, 'person' | 'strength'> & { readonly code: number }

/** Of a field that has more ids of one person, the last ones count. */
const MOST_IDS = 1000

const rowsOf = (journey: Journey, codes: readonly number[]): Sql => sql`
  FROM ${ident(journeyTable(journey))}
  WHERE person IN ${value(codes, 'Array(UInt32)')} AND ${rowsInState(journey)}`

export const isoTime = (milliseconds: number): string => new Date(milliseconds).toISOString()

/** Those of the persons that have events. */
export const readSeen = ({ lake, journey }: Ground, codes: readonly number[]): Promise<Seen[]> =>
  lake.query<Seen>(sql`
    SELECT person AS code, toFloat64(count()) AS events, toFloat64(min(time)) AS first,
      toFloat64(max(time)) AS last, groupUniqArray(dataset) AS datasets
    ${rowsOf(journey, codes)} GROUP BY person`)

/** Texts of a field of an event: codes to look up, or the text of a number. */
function idsOf(field: StoredField): Sql {
  const isText = field.type === 'string'
  const scalar = (each: Sql) =>
    isText ? sql`(${each}, '')` : sql`(toUInt32(0), if(isNaN(${each}), '', toString(${each})))`
  const column = ident(field.storage)
  if (field.lists.length === 0) return sql`[${scalar(column)}]`
  const flat = field.lists.length > 1 ? sql`arrayFlatten(${column})` : column
  return sql`arrayMap(each -> ${scalar(sql`each`)}, ${flat})`
}

interface CarriedRow {
  readonly code: number
  readonly id: number
  readonly text: string
  readonly first: number
  readonly last: number
}

async function readCarriedIn(
  ground: Ground,
  { namespace, path, datasets }: EventCarrier,
  codes: readonly number[],
): Promise<readonly CarriedByEvents[]> {
  const { lake, journey } = ground
  const field = journey.fields.find((each) => each.path === path)!
  if (field.type !== 'string' && field.type !== 'number') return []
  const rows = await lake.query<CarriedRow>(sql`
    SELECT code, tupleElement(each, 1) AS id, tupleElement(each, 2) AS text,
      toFloat64(min(at)) AS first, toFloat64(max(at)) AS last
    FROM (
      SELECT person AS code, time AS at, arrayJoin(${idsOf(field)}) AS each
      ${rowsOf(journey, codes)} AND dataset IN ${value(datasets, 'Array(UInt8)')})
    WHERE id != 0 OR text != '' GROUP BY code, id, text
    ORDER BY code, last DESC, id, text LIMIT ${value(MOST_IDS, 'UInt32')} BY code`)
  const ids = rows.map(({ id }) => id).filter((id) => id !== 0)
  const texts = await readTexts(ground, field.id, ids)
  return rows.map(({ code, id, text, first, last }) => ({
    code,
    namespace,
    id: id === 0 ? text : texts.get(id)!,
    since: isoTime(first),
    last: isoTime(last),
  }))
}

/** What persons of stitched journeys are called by, beside what their rows carry. */
async function readOwnIds(
  ground: Ground,
  codes: ReadonlyMap<number, string>,
): Promise<readonly CarriedByEvents[]> {
  const { lake, journey } = ground
  const { namespaces } = journey
  if (namespaces === undefined) return []
  const rows = await lake.query<{ code: number; named: number; first: number; last: number }>(sql`
    SELECT person AS code, _namespace AS named,
      toFloat64(min(time)) AS first, toFloat64(max(time)) AS last
    ${rowsOf(journey, [...codes.keys()])} AND _namespace != 0 GROUP BY code, named`)
  return rows.map(({ code, named, first, last }) => ({
    code,
    namespace: namespaces[named - 1]!,
    id: codes.get(code)!,
    since: isoTime(first),
    last: isoTime(last),
  }))
}

/** The identities that events of the persons carry, some of them several times. `persons`: texts by code. */
export async function readCarried(
  ground: Ground,
  persons: ReadonlyMap<number, string>,
): Promise<readonly CarriedByEvents[]> {
  const codes = [...persons.keys()]
  const found: CarriedByEvents[] = [...(await readOwnIds(ground, persons))]
  for (const carrier of ground.eventCarriers) {
    for (const each of await readCarriedIn(ground, carrier, codes)) found.push(each)
  }
  return found
}

/** Who has events with one of some ids of a namespace: codes of persons, a thousand of each field at most. */
export async function findCarriersOf(
  ground: Ground,
  namespace: string,
  ids: readonly string[],
): Promise<readonly number[]> {
  const { lake, journey } = ground
  const found = new Set<number>()
  for (const carrier of ground.eventCarriers) {
    const field = journey.fields.find(({ path }) => path === carrier.path)!
    if (carrier.namespace !== namespace) continue
    const condition = await carriesAny(ground, field, ids)
    if (condition === null) continue
    const rows = await lake.query<{ code: number }>(sql`
      SELECT DISTINCT person AS code FROM ${ident(journeyTable(journey))}
      WHERE ${condition} AND dataset IN ${value(carrier.datasets, 'Array(UInt8)')}
        AND ${rowsInState(journey)} ORDER BY code LIMIT 1000`)
    for (const { code } of rows) found.add(code)
  }
  return [...found]
}

/** Null where no row does. */
async function carriesAny(
  ground: Ground,
  field: StoredField,
  ids: readonly string[],
): Promise<Sql | null> {
  const column = ident(field.storage)
  const flat = field.lists.length > 1 ? sql`arrayFlatten(${column})` : column
  const isAny = (wanted: Sql) =>
    field.lists.length === 0 ? sql`has(${wanted}, ${column})` : sql`hasAny(${flat}, ${wanted})`
  if (field.type === 'number') {
    const numbers = ids.filter((id) => String(Number(id)) === id).map(Number)
    return numbers.length === 0 ? null : isAny(sql`${value(numbers, 'Array(Float64)')}`)
  }
  if (field.type !== 'string') return null
  const codes = [...(await findCodes(ground, field.id, ids)).values()]
  return codes.length === 0 ? null : isAny(sql`${value(codes, 'Array(UInt32)')}`)
}
