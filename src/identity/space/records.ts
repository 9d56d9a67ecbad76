import type { LakeClient } from '../../lake/client.ts'
import type { Sql } from '../../lake/sql.ts'

/**
 * The rows of a query as columns of numbers: first its Float64 columns, then its UInt32 columns, an even number of
 * them. RowBinary lays such rows side by side on multiples of eight bytes, so they are read where they lie.
 */
export async function readRecords(
  lake: LakeClient,
  query: Sql,
  floats: number,
  integers: number,
): Promise<Records> {
  const answer = await lake.bytes(query, 'RowBinary')
  const bytes = answer.byteOffset % 8 === 0 ? answer : new Uint8Array(answer)
  const width = floats * 8 + integers * 4
  const rows = bytes.byteLength / width
  const asFloats = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8)
  const asIntegers = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4)
  return {
    rows,
    floats: (column) => pick(asFloats, new Float64Array(rows), column, width / 8),
    integers: (column) => pick(asIntegers, new Uint32Array(rows), floats * 2 + column, width / 4),
  }
}

export interface Records {
  readonly rows: number
  floats(column: number): Float64Array
  integers(column: number): Uint32Array
}

function pick<T extends Float64Array | Uint32Array>(
  from: T,
  to: T,
  first: number,
  step: number,
): T {
  for (let row = 0, at = first; row < to.length; row++, at += step) to[row] = from[at]!
  return to
}

/** A query of one UInt32 column. */
export async function readCodes(lake: LakeClient, query: Sql): Promise<Uint32Array> {
  const bytes = await lake.bytes(query, 'RowBinary')
  return new Uint32Array(new Uint8Array(bytes).buffer)
}
