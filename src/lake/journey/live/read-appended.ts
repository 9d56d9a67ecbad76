import type { LakeClient } from '../../client.ts'
import { areChosen, type ChosenRows, type FieldLeaf, nameTable } from '../../datasets/index.ts'
import { join, type Sql, sql } from '../../sql.ts'
import { encodeAbsent, encodeLeaf, toText } from '../encode.ts'
import type { EventInput } from '../insert.ts'
import type { Journey, StoredField } from '../journey.ts'
import { mapLeaf } from '../map-leaf.ts'
import { isAskedFor } from '../rows.ts'
import { idText } from '../stitching/own-ids.ts'
import { rowTime } from '../stitching/owners.ts'

/** A row of a dataset as a journey takes it, before its texts are codes. */
export interface AppendedRow {
  readonly batch: number
  readonly row: number
  /** UTC ms. */
  readonly time: number
  /** Empty: it has none. */
  readonly person: string
  /** By the fields that were asked for: texts, codes of booleans, numbers (as texts where they are not finite), arrays of these. */
  readonly values: readonly unknown[]
}

export interface Appended {
  readonly fields: readonly StoredField[]
  readonly rows: readonly AppendedRow[]
}

/** The rows that have come to a dataset, read in one statement. */
export async function readAppended(
  lake: LakeClient,
  journey: Journey,
  input: EventInput,
  chosen: ChosenRows,
): Promise<Appended> {
  const columns = listColumns(journey, input)
  const selected = [
    sql`_batch`,
    sql`toFloat64(_row)`,
    sql`toFloat64(${rowTime})`,
    idText(input),
    ...columns.map(({ value }) => value),
  ]
  const answer = await lake.bytes(
    sql`
      SELECT ${join(selected)} FROM ${nameTable(input.dataset)}
      WHERE ${areChosen(chosen)} AND ${isAskedFor(input)}
      SETTINGS prefer_column_name_to_alias = 1, output_format_json_quote_denormals = 1`,
    'JSONCompactEachRow',
  )
  const lines = Buffer.from(answer).toString('utf8').split('\n').filter(Boolean)
  const rows = lines.map((line): AppendedRow => {
    const [batch, row, time, person, ...values] = JSON.parse(line) as [
      number,
      number,
      number,
      string,
      ...unknown[],
    ]
    return { batch, row, time, person, values }
  })
  return { fields: columns.map(({ field }) => field), rows }
}

interface ReadColumn {
  readonly field: StoredField
  readonly value: Sql
}

function listColumns(journey: Journey, { leaves }: EventInput): readonly ReadColumn[] {
  const byPath = new Map(leaves.map((leaf) => [leaf.path, leaf]))
  return journey.fields.flatMap((field): ReadColumn[] => {
    const leaf = byPath.get(field.path)
    if (leaf) return [{ field, value: readLeaf(field, leaf) }]
    const absent = encodeAbsent(field, leaves)
    return absent === null ? [] : [{ field, value: absent }]
  })
}

const readLeaf = (field: StoredField, leaf: FieldLeaf): Sql =>
  field.type === 'string'
    ? mapLeaf(leaf, (scalar) => toText(scalar, 'string'))
    : encodeLeaf(field, leaf, null)
