import { answerCalls } from './child.ts'
import { openSession } from './chdb-session.ts'
import { foldersOf } from './folders.ts'
import type { Row } from './question.ts'
import { measure } from './timing.ts'

const session = openSession(foldersOf(process.argv[2]!).clickhouse)

answerCalls({
  answer: (sql: string, runs: number) =>
    measure(runs, async () => {
      const text = await session.queryAsync(sql, { format: 'JSONCompactEachRow' })
      return textOf(text)
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Row)
    }),
})

const textOf = (answer: string | { text(): string }): string =>
  typeof answer === 'string' ? answer : answer.text()
