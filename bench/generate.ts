import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answerCalls } from './child.ts'
import { openSession } from './chdb-session.ts'
import { foldersOf } from './folders.ts'

const folders = foldersOf(process.argv[2]!)

answerCalls({ generate })

/** Makes the table, its exports and the columns for the loops, where they are not there yet. */
async function generate(events: number): Promise<void> {
  const done = join(folders.root, 'generated')
  if (existsSync(done)) return
  mkdirSync(folders.columns, { recursive: true })
  const session = openSession(folders.clickhouse)
  await session.queryAsync('DROP TABLE IF EXISTS journey')
  const script = readFileSync(new URL('./generate.sql', import.meta.url), 'utf8')
  for (const statement of script.split(/;\s*\n/).filter((part) => part.trim())) {
    await session.queryBindAsync(statement, { events }, { format: 'Null' })
  }
  await session.queryAsync(withoutTies)
  for (const { file, query, format } of exports()) {
    const target = `INTO OUTFILE '${file}.part' TRUNCATE COMPRESSION 'none' FORMAT ${format}`
    await session.queryAsync(`${query} ORDER BY person, ts ${target}`)
    renameSync(`${file}.part`, file)
  }
  session.close()
  writeFileSync(done, `${events}\n`)
}

/** Two events of a person at one instant have no order that all engines agree on: they go. */
const withoutTies = `
  ALTER TABLE journey DELETE
  WHERE (person, ts) IN (SELECT person, ts FROM journey GROUP BY person, ts HAVING count() > 1)
  SETTINGS mutations_sync = 2`

function exports() {
  const all = 'SELECT * FROM journey'
  const loops = Object.entries(codes).map(([name, code]) => ({
    file: join(folders.columns, `${name}.bin`),
    query: `SELECT ${code} FROM journey`,
    format: 'RowBinary',
  }))
  return [
    { file: folders.csv, query: all, format: 'CSVWithNames' },
    { file: folders.parquet, query: all, format: 'Parquet' },
    ...loops,
  ]
}

const numbered = (column: string, from: number, type: string) =>
  `to${type}(substring(${column}, ${from}))`

const listed = (column: string, values: readonly string[]) =>
  `toUInt8(indexOf([${values.map((value) => `'${value}'`).join()}], toString(${column})))`

/** The columns as the loops read them, by file. */
const codes = {
  person: 'person',
  time: 'toFloat64(toUnixTimestamp64Milli(ts))',
  revenue: 'revenue',
  page: numbered('page', 4, 'UInt16'),
  item_id: numbered('item_id', 2, 'UInt32'),
  country: numbered('country', 2, 'UInt8'),
  campaign: numbered('campaign', 4, 'UInt16'),
  event: listed('event', [
    'page_view',
    'product_view',
    'add_to_cart',
    'checkout',
    'purchase',
    'call_start',
    'store_visit',
  ]),
  channel: listed('channel', [
    'direct',
    'seo',
    'sem',
    'email',
    'social',
    'display',
    'affiliate',
    'call_center',
  ]),
}
