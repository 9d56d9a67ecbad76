import { availableParallelism } from 'node:os'
import { DuckDBInstance } from '@duckdb/node-api'
import { answerCalls } from './child.ts'
import { foldersOf } from './folders.ts'
import type { Cell, Row } from './question.ts'
import { measure } from './timing.ts'

const folders = foldersOf(process.argv[2]!)
const threads = String(availableParallelism())
const instance = await DuckDBInstance.create(folders.duckdb, { threads })
const connection = await instance.connect()

answerCalls({
  async load() {
    const [found] = await rowsOf(
      `SELECT count(*) FROM duckdb_tables() WHERE table_name = 'journey'`,
    )
    if (Number(found![0]) > 0) return
    const source = `read_parquet('${folders.parquet}')`
    await connection.run(`CREATE TABLE journey AS SELECT * FROM ${source} ORDER BY person, ts`)
    await connection.run('CHECKPOINT')
  },
  answer: (sql: string, runs: number) => measure(runs, () => rowsOf(sql)),
})

async function rowsOf(sql: string): Promise<Row[]> {
  const answer = await connection.runAndReadAll(sql)
  return answer.getRowsJson().map((row) => row.map((cell) => cell as Cell))
}
