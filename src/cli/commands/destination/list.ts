import type { DestinationStatus } from '../../../model/answers/destinations.ts'
import type { Command } from '../../command.ts'
import { chooseFormat, print } from '../../output.ts'

export const list: Command = {
  usage: '',
  summary: 'Every destination as it stands.',
  options: { format: 'F   json or table (default on a terminal)' },
  arguments: [0, 0],
  async run(context) {
    const format = chooseFormat(context, ['json', 'table'])
    const client = await context.client()
    const found = await client.json<readonly DestinationStatus[]>('GET', '/destinations')
    print(context, format, found, () => [
      {
        columns: [
          'destination',
          'type',
          'state',
          'waiting',
          'there',
          'not taken',
          'last',
          'problem',
        ],
        rows: found.map((each) => [
          each.id,
          each.type,
          each.waitsUntil === null ? each.state : `waits until ${each.waitsUntil}`,
          each.waiting,
          each.confirmed,
          each.dead,
          each.last?.at ?? null,
          each.problem,
        ]),
      },
    ])
  },
}
