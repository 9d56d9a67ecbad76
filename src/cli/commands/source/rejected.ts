import { text } from 'node:stream/consumers'
import { ThroughlineError } from '../../../model/errors.ts'
import type { RejectedPage, ReplayedRows } from '../../../model/answers/sources.ts'
import type { Command, CommandContext } from '../../command.ts'
import { readText } from '../../documents.ts'
import { chooseFormat, print } from '../../output.ts'
import { UsageError } from '../../terminal.ts'

export const rejected: Command = {
  usage: 'SOURCE [--limit N] [--after ID]',
  summary: 'Items that were kept aside, the latest first, each with its reason.',
  options: {
    limit: 'N    how many at most (100)',
    after: 'ID   `next` of the page before',
    format: 'F   json or table (default on a terminal)',
  },
  arguments: [1, 1],
  async run(context) {
    const { input } = context
    const format = chooseFormat(context, ['json', 'table'])
    const given = ['limit', 'after'].flatMap((name): [string, string][] => {
      const value = input.text(name)
      return value === undefined ? [] : [[name, value]]
    })
    const client = await context.client()
    const path = `${pathOf(context)}?${new URLSearchParams(given).toString()}`
    const page = await client.json<RejectedPage>('GET', path)
    print(context, format, page, () => [
      {
        columns: ['id', 'at', 'protocol', 'reason', 'detail', 'body'],
        rows: page.rows.map(({ id, at, protocol, reason, detail, body }) => {
          return [id, at, protocol, reason, detail, body.slice(0, 200)]
        }),
      },
    ])
  },
}

export const replay: Command = {
  usage: 'SOURCE ID… | SOURCE --file FILE|-',
  summary: 'Reads items that were kept aside once more, as they are or mended.',
  options: {
    file: 'FILE  JSON of what they should be: [{"id": …, "body": {…}}, …]',
    format: 'F   json or table (default on a terminal)',
  },
  arguments: [1, 10_000],
  async run(context) {
    const format = chooseFormat(context, ['json', 'table'])
    const rows = await readRows(context)
    const client = await context.client()
    const done = await client.json<ReplayedRows>('POST', `${pathOf(context)}/replay`, { rows })
    print(context, format, done, () => [
      { columns: ['accepted', 'still kept aside'], rows: [[done.accepted, done.rejected.length]] },
      ...(done.rejected.length === 0
        ? []
        : [
            {
              columns: ['id', 'reason', 'detail'],
              rows: done.rejected.map(({ id, reason, detail }) => [id, reason, detail]),
            },
          ]),
    ])
  },
}

const pathOf = ({ input }: CommandContext) =>
  `/sources/${encodeURIComponent(input.positionals[0]!)}/rejected`

async function readRows({ input, stdin }: CommandContext): Promise<unknown> {
  const [, ...ids] = input.positionals
  const path = input.text('file')
  if ((path === undefined) === (ids.length === 0)) throw new UsageError('give ids, or --file')
  if (path === undefined) return ids.map((id) => ({ id }))
  const content = path === '-' ? await text(stdin) : await readText(path)
  try {
    return JSON.parse(content)
  } catch (error) {
    const reason = `it is no JSON: ${(error as Error).message}`
    throw new ThroughlineError('import/unreadable', { source: path, reason })
  }
}
