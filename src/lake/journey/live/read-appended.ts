import { letOthersIn } from '../../../model/let-others-in.ts'
import type { LakeClient } from '../../client.ts'
import { areChosen, type ChosenRows, type FieldLeaf, nameTable } from '../../datasets/index.ts'
import { join, type Sql, sql, value } from '../../sql.ts'
import { encodeAbsent, encodeLeaf, toText } from '../encode.ts'
import type { EventInput } from '../insert.ts'
import type { Journey, StoredField } from '../journey.ts'
import { mapLeaf } from '../map-leaf.ts'
import { isAskedFor } from '../rows.ts'
import { codeNamespace, idText, ownIdColumns, rowsWithOwnIds } from '../stitching/own-ids.ts'
import { type Knowledge, rowTime } from '../stitching/owners.ts'

/** A row of a dataset as a journey takes it, before its texts are codes. */
export interface AppendedRow {
  readonly batch: number
  readonly row: number
  /** UTC ms. */
  readonly time: number
  /** The id that it knows its person by itself, and the code of its namespace; empty: none. */
  readonly known: string
  readonly knownIn: number
  /** Empty: none, as in all rows of datasets that are not stitched. */
  readonly persistent: string
  /** By the fields that were asked for: texts, codes of booleans, numbers (as texts where they are not finite), arrays of these. */
  readonly values: readonly unknown[]
}

/** The id that it comes with; empty: none, and it is nobody's. */
export const ownIdOf = ({ known, persistent }: AppendedRow): string =>
  known === '' ? persistent : known

/** `since`: UTC ms; older rows are not in the journey. */
export const isKept = (row: AppendedRow, since: number | null): boolean =>
  ownIdOf(row) !== '' && (since === null || row.time >= since)

export interface Appended {
  readonly fields: readonly StoredField[]
  readonly rows: readonly AppendedRow[]
}

/** The rows that have come to a dataset, read in one statement. `knowledge`: where it is stitched. */
export async function readAppended(
  lake: LakeClient,
  journey: Journey,
  input: EventInput,
  chosen: ChosenRows,
  knowledge: Knowledge | null,
): Promise<Appended> {
  const columns = listColumns(journey, input)
  const selected = [
    sql`_batch`,
    sql`toFloat64(_row)`,
    sql`toFloat64(${rowTime})`,
    ...selectIds(journey, input, knowledge),
    ...columns.map(({ value }) => value),
  ]
  const condition = sql`${areChosen(chosen)} AND ${isAskedFor(input)}`
  const from =
    knowledge === null
      ? sql`FROM ${nameTable(input.dataset)} WHERE ${condition}`
      : rowsWithOwnIds(knowledge, condition)
  const answer = await lake.bytes(
    sql`
      SELECT ${join(selected)} ${from}
      SETTINGS prefer_column_name_to_alias = 1, output_format_json_quote_denormals = 1`,
    'JSONCompactEachRow',
  )
  const lines = Buffer.from(answer).toString('utf8').split('\n').filter(Boolean)
  const rows: AppendedRow[] = []
  for (const line of lines) {
    rows.push(parseRow(line))
    await letOthersIn()
  }
  return { fields: columns.map(({ field }) => field), rows }
}

function parseRow(line: string): AppendedRow {
  const [batch, row, time, known, knownIn, persistent, ...values] = JSON.parse(line) as [
    number,
    number,
    number,
    string,
    number,
    string,
    ...unknown[],
  ]
  return { batch, row, time, known, knownIn, persistent, values }
}

function selectIds(
  { namespaces = [] }: Journey,
  input: EventInput,
  knowledge: Knowledge | null,
): readonly Sql[] {
  if (knowledge !== null) return Object.values(ownIdColumns)
  const code = codeNamespace(namespaces, input.namespace ?? null)
  return [idText(input), sql`${value(code, 'UInt8')}`, sql`''`]
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
