import type { SourceStatus } from '../../../model/answers/sources.ts'
import type { Command } from '../../command.ts'
import { chooseFormat, print } from '../../output.ts'
import { describeBeyond } from './describe-beyond.ts'

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
          each.problem ?? describeState(each),
        ]),
      },
    ])
  },
}

function describeState({ paused, columns, kind }: SourceStatus): string {
  const state = paused ? 'paused' : kind === 'sdk' ? 'takes calls' : 'is read'
  return columns.rowsBeyond === 0 ? state : `${state}; ${describeBeyond(columns)}`
}
