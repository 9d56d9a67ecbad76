import type { ScheduleRun } from '../../../model/answers/schedules.ts'
import type { Command } from '../../command.ts'
import { chooseFormat, print } from '../../output.ts'
import { tabulateRuns } from './runs.ts'

export const send: Command = {
  usage: 'SCHEDULE',
  summary: 'Sends a project now to everybody of its schedule.',
  options: { format: 'F   json or table (default on a terminal)' },
  arguments: [1, 1],
  async run(context) {
    const format = chooseFormat(context, ['json', 'table'])
    const [id] = context.input.positionals
    const client = await context.client()
    const run = await client.json<ScheduleRun>('POST', `/schedules/${encodeURIComponent(id!)}/send`)
    print(context, format, run, () => tabulateRuns([run]))
  },
}
