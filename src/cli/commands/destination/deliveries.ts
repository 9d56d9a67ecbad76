import type { DeliveryPage } from '../../../model/answers/destinations.ts'
import type { Command } from '../../command.ts'
import { chooseFormat, print } from '../../output.ts'
import { pathOf, readPage } from './page.ts'

export const deliveries: Command = {
  usage: 'DESTINATION [--person ID] [--limit N] [--after ID]',
  summary: 'What was sent, the latest first, or every try about a person.',
  options: {
    person: 'ID   only what was sent of a person, with what has come of it',
    limit: 'N    how many at most (100)',
    after: 'ID   `next` of the page before',
    format: 'F   json or table (default on a terminal)',
  },
  arguments: [1, 1],
  async run(context) {
    const format = chooseFormat(context, ['json', 'table'])
    const client = await context.client()
    const query = readPage(context, ['person', 'limit', 'after'])
    const page = await client.json<DeliveryPage>('GET', pathOf(context, `/deliveries?${query}`))
    print(context, format, page, () => [
      {
        columns: [
          'at',
          'audience',
          'status',
          'sent',
          'accepted',
          'rejected',
          'ms',
          'try',
          'result',
        ],
        rows: page.rows.map((row) => [
          row.at,
          row.audience,
          row.status,
          row.sent,
          row.accepted,
          row.rejected,
          row.tookMs,
          row.try,
          row.person?.reason ?? row.person?.result ?? row.problem,
        ]),
      },
    ])
  },
}
