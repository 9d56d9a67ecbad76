import { type Journey, PERSON, valuesTable } from '../lake/journey/index.ts'
import { ident, type Sql, sql, value } from '../lake/sql.ts'
import type { Ground } from './ground.ts'

interface CodedText {
  readonly code: number
  readonly value: string
}

/** Somebody, and the code that they had in the journey when they were noted. */
export interface NotedPerson {
  readonly person: string
  readonly place: number
}

/** The values of a dictionary that meet a condition, as a query of `code` and `value`. */
export const selectValues = (journey: Journey, field: number, condition: Sql): Sql => sql`
  SELECT code, value FROM ${ident(valuesTable(journey))}
  WHERE field = ${value(field, 'UInt32')}
    AND code <= ${value(journey.highestCodes[field] ?? 0, 'UInt32')} AND ${condition}`

/** Texts by code, of those that are asked for. */
export async function readTexts(
  { lake, journey }: Ground,
  field: number,
  codes: Iterable<number>,
): Promise<ReadonlyMap<number, string>> {
  const wanted = [...new Set(codes)]
  if (wanted.length === 0) return new Map()
  const among = sql`code IN ${value(wanted, 'Array(UInt32)')}`
  const rows = await lake.query<CodedText>(selectValues(journey, field, among))
  return new Map(rows.map((row) => [row.code, row.value]))
}

/** The codes of texts of a dictionary, by text; of those that it has. A whole dictionary is read. */
export async function findCodes(
  { lake, journey }: Pick<Ground, 'lake' | 'journey'>,
  field: number,
  texts: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (texts.length === 0) return new Map()
  const among = sql`value IN ${value(texts, 'Array(String)')}`
  const rows = await lake.query<CodedText>(selectValues(journey, field, among))
  return new Map(rows.map((row) => [row.value, row.code]))
}

/** The persons' codes now; where each was is looked first, which is quick. */
export async function findPersons(
  ground: Ground,
  noted: readonly NotedPerson[],
): Promise<ReadonlyMap<string, number>> {
  const highest = ground.journey.highestCodes[PERSON] ?? 0
  const places = noted.map(({ place }) => place).filter((place) => place > 0 && place <= highest)
  const texts = await readTexts(ground, PERSON, places)
  const isThere = ({ person, place }: NotedPerson) => texts.get(place) === person
  const others = noted.filter((each) => !isThere(each)).map(({ person }) => person)
  const found = new Map(await findCodes(ground, PERSON, others))
  for (const each of noted) if (isThere(each)) found.set(each.person, each.place)
  return found
}
