import type { AlertRun } from '../../../model/answers/alerts.ts'
import type { Command } from '../../command.ts'
import { chooseFormat, print } from '../../output.ts'
import { tabulateRuns } from './runs.ts'

export const test: Command = {
  usage: 'ALERT',
  summary: 'Tells everybody of the last period that is over, marked as a test.',
  options: { format: 'F   json or table (default on a terminal)' },
  arguments: [1, 1],
  async run(context) {
    const format = chooseFormat(context, ['json', 'table'])
    const [id] = context.input.positionals
    const client = await context.client()
    const run = await client.json<AlertRun>('POST', `/alerts/${encodeURIComponent(id!)}/test`)
    print(context, format, run, () => tabulateRuns([run]))
  },
}
