import type { SourceStatus } from '../../../model/answers/sources.ts'
import type { Command } from '../../command.ts'
import { chooseFormat, print } from '../../output.ts'

export const list: Command = {
  usage: '',
  summary: 'Every source, and what came to it since the server started.',
  options: { format: 'F   json or table (default on a terminal)' },
  arguments: [0, 0],
  async run(context) {
    const format = chooseFormat(context, ['json', 'table'])
    const client = await context.client()
    const found = await client.json<readonly SourceStatus[]>('GET', '/sources')
    print(context, format, found, () => [
      {
        columns: [
          'source',
          'dataset',
          'kind',
          'keys',
          'accepted',
          'rejected',
          'waiting',
          'last',
          'state',
        ],
        rows: found.map((each) => [
          each.id,
          each.dataset,
          each.kind,
          each.keys.join(' '),
          each.accepted,
          each.rejected,
          each.waiting,
          each.lastAt === null ? null : new Date(each.lastAt).toISOString(),
          each.problem ?? (each.paused ? 'paused' : 'takes calls'),
        ]),
      },
    ])
  },
}
