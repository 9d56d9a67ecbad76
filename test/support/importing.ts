import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ImportOptions, importFiles } from '../../src/ingest/index.ts'
import { selectRows } from '../../src/lake/datasets/rows.ts'
import { sql } from '../../src/lake/sql.ts'
import type { ImportReport } from '../../src/model/answers/imports.ts'
import { openTestLake, type TestLake } from './lake.ts'

/** What an import made of a file. */
export interface Imported {
  readonly report: ImportReport
  /** In order of arrival, with the dataset's fields. */
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}

/** A lake to import files into, each into a dataset of its own. */
export interface Importing extends TestLake {
  load(name: string, contents: string | Uint8Array, options?: ImportOptions): Promise<Imported>
}

export async function openImporting(): Promise<Importing> {
  const test = await openTestLake()
  let datasets = 0
  return {
    ...test,
    async load(name, contents, options) {
      const id = `d${++datasets}`
      const path = join(test.dir, `${datasets}-${name}`)
      await writeFile(path, contents)
      const report = await importFiles(test.lake, id, [path], options)
      const rows = await test.lake.query<Record<string, unknown>>(sql`
        SELECT * EXCEPT (_row, _batch, _ingested_at, _time) FROM (SELECT *, 0 AS _time FROM ${selectRows({ id })})
        ORDER BY _row`)
      return { report, rows: rows.map(nameByPath) }
    },
  }
}

/** Columns have another dot in their names than the paths of fields. */
const nameByPath = (row: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name.replaceAll('․', '.'), value]))
