import { areMost } from '../are-most.ts'
import type { LakeClient } from '../client.ts'
import { ident, type Sql, sql, value } from '../sql.ts'
import { type Journey, valuesTable } from './journey.ts'

/**
 * Gives the next codes of a dictionary to the values of a query (one column `v`) that have none
 * yet, in the order of the values. Codes never change. `highest`: the highest code before;
 * `count`: how many rows the query has; a few unless told.
 */
export async function addValues(
  lake: LakeClient,
  table: string,
  field: number,
  highest: number,
  values: Sql,
  count = 0,
): Promise<void> {
  const distinct = sql`SELECT v FROM (${values}) GROUP BY v`
  const only = areMost(count, highest) ? sql`` : sql`AND value IN (${distinct})`
  const known = sql`
    SELECT value FROM ${ident(table)} WHERE field = ${value(field, 'UInt32')} ${only}`
  const isNew = highest === 0 ? sql`` : sql`AND v NOT IN (${known})`
  await lake.command(sql`
    INSERT INTO ${ident(table)}
    SELECT ${value(field, 'UInt32')},
      toUInt32(${value(highest, 'UInt32')} + 1 + rowNumberInAllBlocks()), v
    FROM (SELECT v FROM (${distinct}) WHERE v != '' ${isNew} ORDER BY v)`)
}

/** Highest code of each dictionary that has one. */
export async function readHighestCodes(
  lake: LakeClient,
  table: string,
): Promise<Record<number, number>> {
  const rows = await lake.query<{ field: number; highest: number }>(sql`
    SELECT field, max(code) AS highest FROM ${ident(table)} GROUP BY field`)
  return Object.fromEntries(rows.map((row) => [row.field, row.highest]))
}

/**
 * Values of a dictionary by code: UTF-8 one behind the other. The value of code c lies between
 * `offsets[c - 1]` and `offsets[c]`; code 0 is no value.
 */
export interface DictionaryBytes {
  readonly bytes: Uint8Array
  readonly offsets: Uint32Array
}

/**
 * The values of the dictionary with the number `field` whose codes are greater than `known`, counted from there on;
 * a million take about 0.2 s.
 */
export function readDictionary(
  lake: LakeClient,
  journey: Journey,
  field: number,
  known = 0,
): Promise<DictionaryBytes> {
  const highest = Math.max(known, journey.highestCodes[field] ?? 0)
  return readDictionaryValues(
    lake,
    sql`
      SELECT toUInt32(code - ${value(known, 'UInt32')}) AS code, value FROM (
        SELECT code, value FROM ${ident(valuesTable(journey))}
        WHERE field = ${value(field, 'UInt32')} AND code > ${value(known, 'UInt32')}
          AND code <= ${value(highest, 'UInt32')})`,
    highest - known,
  )
}

/** The dictionary of a query with the columns `code` (unique, 1 … highest) and `value`. */
export async function readDictionaryValues(
  lake: LakeClient,
  rows: Sql,
  highest: number,
): Promise<DictionaryBytes> {
  const [lengths, bytes] = await Promise.all([
    lake.bytes(sql`SELECT code, toUInt32(length(value)) FROM (${rows}) ORDER BY code`, 'RowBinary'),
    lake.bytes(sql`SELECT value FROM (${rows}) ORDER BY code`, 'RawBLOB'),
  ])
  return { bytes, offsets: offsetsOf(readPairs(lengths), highest) }
}

/** RowBinary of two UInt32 columns as one array of neighbouring pairs. */
export function readPairs(rowBinary: Uint8Array): Uint32Array {
  return new Uint32Array(new Uint8Array(rowBinary).buffer)
}

/** A killed refresh can leave codes without a value: they stay empty. */
function offsetsOf(codesAndLengths: Uint32Array, highest: number): Uint32Array {
  const offsets = new Uint32Array(highest + 1)
  for (let i = 0; i < codesAndLengths.length; i += 2) {
    offsets[codesAndLengths[i]!] = codesAndLengths[i + 1]!
  }
  for (let code = 1; code <= highest; code++) offsets[code]! += offsets[code - 1]!
  return offsets
}
