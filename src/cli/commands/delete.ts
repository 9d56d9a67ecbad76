import { definitionKindNames } from '../../model/definitions/kind.ts'
import type { Command } from '../command.ts'

export const deleteCommand: Command = {
  usage: 'KIND ID',
  summary: `Removes a definition: ${definitionKindNames.join(', ')}.`,
  options: {},
  arguments: [2, 2],
  async run({ input, client, stdout }) {
    const [kind, id] = input.positionals.map(encodeURIComponent)
    await (await client()).json('DELETE', `/definitions/${kind}/${id}`)
    stdout.write(`deleted ${kind} ${id}\n`)
  },
}
