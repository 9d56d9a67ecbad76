import { availableParallelism } from 'node:os'
import { answerCalls } from './child.ts'
import { openSession } from './chdb-session.ts'
import { foldersOf } from './folders.ts'
import type { Row } from './question.ts'
import { measure } from './timing.ts'

const session = openSession(foldersOf(process.argv[2]!).clickhouse)

answerCalls({
  answer: (sql: string, runs: number) => measure(runs, () => ask(sql)),
  /** The rows when all events are read in one stream, in their order. */
  async answerInOneStream(sql: string) {
    await session.queryAsync('SET max_threads = 1')
    const rows = await ask(sql)
    await session.queryAsync(`SET max_threads = ${availableParallelism()}`)
    return rows
  },
})

async function ask(sql: string): Promise<readonly Row[]> {
  const text = await session.queryAsync(sql, { format: 'JSONCompactEachRow' })
  return textOf(text)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row)
}

const textOf = (answer: string | { text(): string }): string =>
  typeof answer === 'string' ? answer : answer.text()
