import type { AlertList, AlertStatus } from '../../../model/answers/alerts.ts'
import type { Command, CommandContext } from '../../command.ts'
import { chooseFormat, print } from '../../output.ts'

const options = { format: 'F   json or table (default on a terminal)' }

export const list: Command = {
  usage: '',
  summary: 'Every alert as it stands.',
  options,
  arguments: [0, 0],
  async run(context) {
    const client = await context.client()
    const found = await client.json<AlertList>('GET', '/alerts')
    printAll(context, found, found.rows)
  },
}

export const show: Command = {
  usage: 'ALERT',
  summary: 'An alert as it stands.',
  options,
  arguments: [1, 1],
  async run(context) {
    const [id] = context.input.positionals
    const client = await context.client()
    const found = await client.json<AlertStatus>('GET', `/alerts/${encodeURIComponent(id!)}`)
    printAll(context, found, [found])
  },
}

function printAll(context: CommandContext, value: unknown, all: readonly AlertStatus[]): void {
  print(context, chooseFormat(context, ['json', 'table']), value, () => [
    {
      columns: ['alert', 'data view', 'by', 'fired', 'next', 'state'],
      rows: all.map((each) => [
        each.id,
        each.dataView,
        each.granularity,
        each.firedAt,
        each.nextAt,
        each.problem ?? each.state,
      ]),
    },
  ])
}
