import type { z } from 'zod'
import type { madeKey } from '../../../model/answers/sources.ts'
import type { Command } from '../../command.ts'
import { chooseFormat, print } from '../../output.ts'

const encode = encodeURIComponent

export const key: Command = {
  usage: 'SOURCE',
  summary: 'Makes a write key. It is shown this once: only its hash is kept.',
  options: { format: 'F   json or table (default on a terminal)' },
  arguments: [1, 1],
  async run(context) {
    const format = chooseFormat(context, ['json', 'table'])
    const [source] = context.input.positionals
    const client = await context.client()
    const path = `/sources/${encode(source!)}/keys`
    const made = await client.json<z.infer<typeof madeKey>>('POST', path)
    print(context, format, made, () => [{ columns: ['id', 'key'], rows: [[made.id, made.key]] }])
  },
}

export const revoke: Command = {
  usage: 'SOURCE KEY-ID',
  summary: 'Revokes a write key by its id: calls with it are refused from now on.',
  options: {},
  arguments: [2, 2],
  async run(context) {
    const [source, id] = context.input.positionals
    const client = await context.client()
    await client.json('DELETE', `/sources/${encode(source!)}/keys/${encode(id!)}`)
    context.stderr.write(`revoked ${id}\n`)
  },
}
