import type { ScheduleList, ScheduleStatus } from '../../../model/answers/schedules.ts'
import type { Command, CommandContext } from '../../command.ts'
import { chooseFormat, print } from '../../output.ts'

const options = { format: 'F   json or table (default on a terminal)' }

export const list: Command = {
  usage: '',
  summary: 'Every schedule as it stands.',
  options,
  arguments: [0, 0],
  async run(context) {
    const client = await context.client()
    const found = await client.json<ScheduleList>('GET', '/schedules')
    printAll(context, found, found.rows)
  },
}

export const show: Command = {
  usage: 'SCHEDULE',
  summary: 'A schedule as it stands.',
  options,
  arguments: [1, 1],
  async run(context) {
    const [id] = context.input.positionals
    const client = await context.client()
    const found = await client.json<ScheduleStatus>('GET', `/schedules/${encodeURIComponent(id!)}`)
    printAll(context, found, [found])
  },
}

function printAll(context: CommandContext, value: unknown, all: readonly ScheduleStatus[]): void {
  print(context, chooseFormat(context, ['json', 'table']), value, () => [
    {
      columns: ['schedule', 'project', 'sent', 'next', 'state'],
      rows: all.map((each) => [
        each.id,
        each.project,
        each.sentAt,
        each.nextAt,
        each.problem ?? each.state,
      ]),
    },
  ])
}
