import type { RejectedPeople } from '../../../model/answers/destinations.ts'
import type { Command } from '../../command.ts'
import { chooseFormat, print } from '../../output.ts'
import { pathOf, readPage } from './page.ts'

export const rejected: Command = {
  usage: 'DESTINATION [--limit N] [--after ID]',
  summary: 'People whom it did not take, each with the reason.',
  options: {
    limit: 'N    how many at most (100)',
    after: 'ID   `next` of the page before',
    format: 'F   json or table (default on a terminal)',
  },
  arguments: [1, 1],
  async run(context) {
    const format = chooseFormat(context, ['json', 'table'])
    const client = await context.client()
    const query = readPage(context, ['limit', 'after'])
    const page = await client.json<RejectedPeople>('GET', pathOf(context, `/rejected?${query}`))
    print(context, format, page, () => [
      {
        columns: ['person', 'audience', 'reason', 'tries', 'at'],
        rows: page.rows.map(({ person, audience, reason, tries, at }) => {
          return [person, audience, reason, tries, at]
        }),
      },
    ])
  },
}
