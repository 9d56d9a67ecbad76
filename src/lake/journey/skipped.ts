import type { LakeClient } from '../client.ts'
import { pathOfColumn } from '../datasets/index.ts'
import { sql, value } from '../sql.ts'
import { personText } from './insert.ts'
import type { Journey } from './journey.ts'
import { selectBatchRows } from './rows.ts'

/** Rows of an event dataset that are not in the journey because they have no person. */
export async function listMissingPersons(
  lake: LakeClient,
  journey: Journey,
  dataset: string,
  limit: number,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const share = journey.datasets.find((candidate) => candidate.dataset === dataset)
  if (share === undefined) return []
  const batches = share.batches
    .filter(({ missingPerson }) => missingPerson > 0)
    .map(({ batch }) => batch)
  const rows = await lake.query<Record<string, unknown>>(sql`
    SELECT * ${selectBatchRows(dataset, batches, null)} AND ${personText(share)} = ''
    ORDER BY _row LIMIT ${value(limit, 'UInt32')}`)
  return rows.map(nameByPath)
}

const nameByPath = (row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(row).map(([name, cell]) => [pathOfColumn(name), cell]))
