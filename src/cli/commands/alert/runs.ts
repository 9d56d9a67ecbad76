import type { AlertRun, AlertRuns } from '../../../model/answers/alerts.ts'
import type { Command } from '../../command.ts'
import { chooseFormat, print } from '../../output.ts'
import { printTold } from '../print-told.ts'
import { readRunsPath, runsOptions } from '../runs-path.ts'

export const runs: Command = {
  usage: 'ALERT [--limit N] [--after NEXT]',
  summary: 'Periods that were looked at, and who was told, the latest first.',
  options: runsOptions,
  arguments: [1, 1],
  async run(context) {
    const format = chooseFormat(context, ['json', 'table'])
    const client = await context.client()
    const path = readRunsPath(context, 'alerts')
    const page = await client.json<AlertRuns>('GET', path)
    print(context, format, page, () => tabulateRuns(page.rows))
  },
}

/** A row for each metric of each period. */
export const tabulateRuns = (all: readonly AlertRun[]) => [
  {
    columns: ['at', 'period', 'metric', 'fired', 'was', 'told'],
    rows: all.flatMap((run) =>
      run.problem === null
        ? run.periods.flatMap(({ item, findings }) =>
            findings.map(({ name, fired, reason }) => [
              run.at,
              item,
              name,
              fired ? 'yes' : '',
              reason,
              printTold(run.sent),
            ]),
          )
        : [[run.at, '', '', '', run.problem.message, '']],
    ),
  },
]
