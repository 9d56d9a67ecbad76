import type { LakeClient } from '../../../lake/client.ts'
import { sql, value } from '../../../lake/sql.ts'
import type { TriedSource } from '../../../model/answers/sources.ts'
import type { PolledTable, PulledPlace, WatchedFiles } from '../../../model/definitions/source.ts'
import { getOwn } from '../../../model/own.ts'
import type { Outgoing } from '../../../outgoing/index.ts'
import type { Datasets } from '../datasets.ts'
import { findCursorKind } from './cursor.ts'
import { describeTable, typeOfCursor } from './poll-table.ts'
import { askingTable } from './table-problem.ts'
import { openTable } from './table-of.ts'
import { findWatched } from './watch-files.ts'

const MOST_EXAMPLES = 100
const MOST_ROWS = 5

/** Where rows are tried that name no dataset. */
const ANY_DATASET = 'tried'

interface Surroundings {
  readonly lake: LakeClient
  readonly datasets: Datasets
  readonly outgoing: Outgoing
  readonly dataDir: string
}

/** What is found at a folder, bucket or table, by which its settings are judged; nothing is taken. */
export const tryPlace = (around: Surroundings, place: PulledPlace): Promise<TriedSource> =>
  'table' in place
    ? tryTable(around, place.table)
    : tryFiles(around, place.watch, place.dataset ?? ANY_DATASET)

async function tryFiles(
  around: Surroundings,
  { path, layout = {} }: WatchedFiles,
  dataset: string,
): Promise<TriedSource> {
  const found = await findWatched(around, path)
  const examples = found.slice(0, MOST_EXAMPLES).map(({ place }) => place)
  const files = { count: found.length, examples }
  const [first] = examples
  if (first === undefined) return { files, columns: [], rows: [], problem: null }
  const preview = await around.datasets.preview(dataset, [first], layout)
  const [file] = preview.files
  return {
    files,
    columns: file?.fields.map(({ path: name, type }) => ({ name, type })) ?? [],
    rows: file?.rows.slice(0, MOST_ROWS).map(({ values }) => values) ?? [],
    problem: file?.problem?.detail ?? null,
  }
}

async function tryTable(
  { lake, outgoing }: Surroundings,
  table: PolledTable,
): Promise<TriedSource> {
  const from = await openTable(outgoing, table)
  return askingTable(table.table, async () => {
    const columns = await describeTable(lake, from)
    findCursorKind(typeOfCursor(columns, table.cursor), table.overlap)
    const rows = await lake.query<Record<string, unknown>>(
      sql`SELECT * FROM ${from} LIMIT ${value(MOST_ROWS, 'UInt32')}`,
    )
    return {
      files: null,
      columns,
      rows: rows.map((row) => columns.map(({ name }) => getOwn(row, name) ?? null)),
      problem: null,
    }
  })
}
