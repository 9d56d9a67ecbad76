import type { z } from 'zod'
import type { resentPeople } from '../../../model/answers/destinations.ts'
import type { Command } from '../../command.ts'
import { chooseFormat, print } from '../../output.ts'
import { pathOf } from './page.ts'

export const resend: Command = {
  usage: 'DESTINATION [--audience ID]',
  summary: 'Sends everybody again who should be there: when the destination lost them.',
  options: {
    audience: 'ID  only of an audience',
    format: 'F   json or table (default on a terminal)',
  },
  arguments: [1, 1],
  async run(context) {
    const format = chooseFormat(context, ['json', 'table'])
    const client = await context.client()
    const audience = context.input.text('audience')
    const body = audience === undefined ? {} : { audience }
    const path = pathOf(context, '/resend')
    const done = await client.json<z.infer<typeof resentPeople>>('POST', path, body)
    print(context, format, done, () => [{ columns: ['sent again'], rows: [[done.resent]] }])
  },
}
