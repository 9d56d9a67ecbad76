import type { AudienceChanges } from '../../../model/answers/audiences.ts'
import type { Command } from '../../command.ts'
import { chooseFormat, print } from '../../output.ts'
import { readQuery } from './read-query.ts'

export const changes: Command = {
  usage: 'AUDIENCE [--limit N] [--after NUMBER]',
  summary: 'Who entered and who left, in order.',
  options: {
    limit: 'N       how many at most (100)',
    after: 'NUMBER   of the last change that is known',
    format: 'F      json or table (default on a terminal)',
  },
  arguments: [1, 1],
  async run(context) {
    const format = chooseFormat(context, ['json', 'table'])
    const client = await context.client()
    const path = readQuery(context, 'changes', ['limit', 'after'])
    const page = await client.json<AudienceChanges>('GET', path)
    print(context, format, page, () => [
      {
        columns: ['number', 'person', 'status', 'at', 'changes', 'reason'],
        rows: page.rows.map((row) => [
          row.number,
          row.person,
          row.status,
          row.at,
          row.epoch,
          row.reason === null ? null : JSON.stringify(row.reason),
        ]),
      },
    ])
  },
}
