import type { AudienceStatus } from '../../../model/answers/audiences.ts'
import type { Command, CommandContext } from '../../command.ts'
import { chooseFormat, print } from '../../output.ts'

const options = { format: 'F   json or table (default on a terminal)' }

export const list: Command = {
  usage: '',
  summary: 'Every audience as it stands.',
  options,
  arguments: [0, 0],
  async run(context) {
    const client = await context.client()
    const found = await client.json<readonly AudienceStatus[]>('GET', '/audiences')
    printAll(context, found, found)
  },
}

export const show: Command = {
  usage: 'AUDIENCE',
  summary: 'An audience as it stands.',
  options,
  arguments: [1, 1],
  async run(context) {
    const [id] = context.input.positionals
    const client = await context.client()
    const found = await client.json<AudienceStatus>('GET', `/audiences/${encodeURIComponent(id!)}`)
    printAll(context, found, [found])
  },
}

function printAll(context: CommandContext, value: unknown, all: readonly AudienceStatus[]): void {
  print(context, chooseFormat(context, ['json', 'table']), value, () => [
    {
      columns: ['audience', 'data view', 'members', 'held out', 'as of', 'next', 'state'],
      rows: all.map((each) => [
        each.id,
        each.dataView,
        each.members,
        each.heldOut,
        each.evaluatedAt,
        each.nextAt,
        each.problem?.message ?? each.state,
      ]),
    },
  ])
}
