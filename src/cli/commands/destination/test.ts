import type { DestinationTest } from '../../../model/answers/destinations.ts'
import type { Command } from '../../command.ts'
import { chooseFormat, print } from '../../output.ts'
import { UsageError } from '../../terminal.ts'
import { pathOf } from './page.ts'

export const test: Command = {
  usage: 'DESTINATION [NAMESPACE:ID]',
  summary: 'Sends one person, made up unless an identity is given, and says what came back.',
  options: { format: 'F   json or table (default on a terminal)' },
  arguments: [1, 2],
  async run(context) {
    const format = chooseFormat(context, ['json', 'table'])
    const client = await context.client()
    const body = readIdentity(context.input.positionals[1])
    const result = await client.json<DestinationTest>('POST', pathOf(context, '/test'), body)
    print(context, format, result, () => [
      {
        columns: ['result', 'reason', 'ms', 'sent'],
        rows: [[result.result, result.reason, result.tookMs, JSON.stringify(result.sent)]],
      },
    ])
    if (!result.ok)
      throw new Error(`the person did not get there: ${result.reason ?? result.result}`)
  },
}

function readIdentity(given: string | undefined): object {
  if (given === undefined) return {}
  const colon = given.indexOf(':')
  if (colon > 0) return { namespace: given.slice(0, colon), id: given.slice(colon + 1) }
  throw new UsageError(`an identity is NAMESPACE:ID, such as email:ann@example.com, not ${given}`)
}
