import type { AudienceMembers } from '../../../model/answers/audiences.ts'
import type { Command } from '../../command.ts'
import { chooseFormat, print } from '../../output.ts'
import { readQuery } from './read-query.ts'

export const members: Command = {
  usage: 'AUDIENCE [--status member|exited|all] [--person ID] [--limit N] [--after ID]',
  summary: 'Who is in an audience, or was, with the times and the reason.',
  options: {
    status: 'S   member (default), exited or all',
    person: 'ID   one person',
    limit: 'N    how many at most (100)',
    after: 'ID   `next` of the page before',
    format: 'F   json or table (default on a terminal)',
  },
  arguments: [1, 1],
  async run(context) {
    const format = chooseFormat(context, ['json', 'table'])
    const client = await context.client()
    const path = readQuery(context, 'members', ['status', 'person', 'limit', 'after'])
    const page = await client.json<AudienceMembers>('GET', path)
    print(context, format, page, () => [
      {
        columns: ['person', 'status', 'entered', 'left', 'changes', 'held out', 'reason'],
        rows: page.rows.map((row) => [
          row.person,
          row.status,
          row.enteredAt,
          row.leftAt,
          row.epoch,
          row.heldOut ? 'yes' : '',
          row.reason === null ? null : JSON.stringify(row.reason),
        ]),
      },
    ])
  },
}
