import type { z } from 'zod'
import type { retriedPeople } from '../../../model/answers/destinations.ts'
import type { Command } from '../../command.ts'
import { chooseFormat, print } from '../../output.ts'
import { pathOf } from './page.ts'

export const retry: Command = {
  usage: 'DESTINATION [PERSON…] [--audience ID]',
  summary: 'Sends people once more whom it did not take: all, or those that are told.',
  options: {
    audience: 'ID  only of an audience',
    format: 'F   json or table (default on a terminal)',
  },
  arguments: [1, 10_000],
  async run(context) {
    const { input } = context
    const format = chooseFormat(context, ['json', 'table'])
    const client = await context.client()
    const [, ...persons] = input.positionals
    const audience = input.text('audience')
    const body = {
      ...(persons.length > 0 && { persons }),
      ...(audience !== undefined && { audience }),
    }
    const path = pathOf(context, '/rejected/retry')
    const done = await client.json<z.infer<typeof retriedPeople>>('POST', path, body)
    print(context, format, done, () => [{ columns: ['retried'], rows: [[done.retried]] }])
  },
}
