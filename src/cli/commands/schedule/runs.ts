import type { ScheduleRun, ScheduleRuns } from '../../../model/answers/schedules.ts'
import type { Command } from '../../command.ts'
import { chooseFormat, print } from '../../output.ts'
import { printTold } from '../print-told.ts'
import { readRunsPath, runsOptions } from '../runs-path.ts'

export const runs: Command = {
  usage: 'SCHEDULE [--limit N] [--after NEXT]',
  summary: 'What was sent to whom, the latest first.',
  options: runsOptions,
  arguments: [1, 1],
  async run(context) {
    const format = chooseFormat(context, ['json', 'table'])
    const client = await context.client()
    const path = readRunsPath(context, 'schedules')
    const page = await client.json<ScheduleRuns>('GET', path)
    print(context, format, page, () => tabulateRuns(page.rows))
  },
}

export const tabulateRuns = (all: readonly ScheduleRun[]) => [
  {
    columns: ['at', 'trigger', 'tables', 'told', 'warnings'],
    rows: all.map((run) => [
      run.at,
      run.trigger,
      run.tables.map(({ name, rows }) => `${name} (${rows})`).join('; '),
      printTold(run.sent),
      [...(run.problem === null ? [] : [run.problem.message]), ...run.warnings].join('; '),
    ]),
  },
]
