import type { z } from 'zod'
import type { snippetList } from '../../../model/answers/sources.ts'
import type { Command } from '../../command.ts'
import { chooseFormat, printJson } from '../../output.ts'

export const snippets: Command = {
  usage: 'SOURCE [--key KEY] [--protocol NAME]',
  summary: 'How SDKs are pointed at a source, to be copied.',
  options: {
    key: 'KEY        a write key of it (YOUR_WRITE_KEY when left out)',
    protocol: 'NAME  of one protocol only',
    format: 'F       json or table (default on a terminal)',
  },
  arguments: [1, 1],
  async run(context) {
    const { input, stdout } = context
    const format = chooseFormat(context, ['json', 'table'])
    const [source] = input.positionals
    const key = input.text('key')
    const query = key === undefined ? '' : `?key=${encodeURIComponent(key)}`
    const client = await context.client()
    const path = `/sources/${encodeURIComponent(source!)}/snippets${query}`
    const all = await client.json<z.infer<typeof snippetList>>('GET', path)
    const protocol = input.text('protocol')
    const found = all.filter((each) => protocol === undefined || each.protocol === protocol)
    if (format === 'json') stdout.write(`${printJson(found)}\n`)
    else for (const each of found) stdout.write(`${titleOf(each)}\n\n${each.code}\n`)
  },
}

const titleOf = ({ protocol, label, package: name }: z.infer<typeof snippetList>[number]) =>
  `# ${protocol}, ${label}${name === undefined ? '' : `: npm install ${name}`}`
