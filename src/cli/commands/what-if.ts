import type { AnonymousWays, WhatIf, WhatIfProgress } from '../../model/answers/what-if.ts'
import type { Command, CommandContext } from '../command.ts'
import { chooseFormat, print } from '../output.ts'
import { startProgressBar } from '../progress.ts'
import { UsageError } from '../terminal.ts'
import { readChange } from '../what-if-change.ts'
import { tabulateWays, tabulateWhatIf } from '../what-if-tables.ts'

export const whatIf: Command = {
  usage: 'CONNECTION [FILE|-] [--anonymous] [--data-view V] [--dimension D] [--metric M]…',
  summary:
    'What other stitching would do to people, sessions and metrics, before it is applied. Nothing changes.',
  options: {
    anonymous: '    the three ways of owning anonymous events side by side; FILE can be left out',
    'data-view': 'V  what sessions and metrics are (default: the first one of the connection)',
    dimension: 'D  by which metrics move (default: its marketing channel); none for totals only',
    metric: 'M     what is compared (default: people, sessions, events, orders, revenue)',
    limit: 'N      items of the dimension, those that move most first (default: 50)',
    format: 'F     json or table (default on a terminal)',
  },
  flags: ['anonymous'],
  repeated: ['metric'],
  arguments: [1, 2],
  async run(context) {
    const { input } = context
    const format = chooseFormat(context, ['json', 'table'])
    const [connection, file] = input.positionals
    const path = `/connections/${encodeURIComponent(connection!)}/stitching`
    if (file === undefined && !input.has('anonymous')) {
      throw new UsageError('a file says what changes: definitions, or { datasets, space }')
    }
    const change = file === undefined ? {} : await readChange(context, connection!, file)
    const body = { ...change, ...readQuestion(context) }
    if (input.has('anonymous')) {
      const ways = await ask<AnonymousWays>(context, `${path}/anonymous-ways`, body)
      return print(context, format, ways, () => tabulateWays(ways))
    }
    const answer = await ask<WhatIf>(context, `${path}/what-if`, body)
    print(context, format, answer, () => tabulateWhatIf(answer))
  },
}

async function ask<Answer>({ client, stderr }: CommandContext, path: string, body: object) {
  const bar = startProgressBar(stderr)
  const opened = await client()
  return opened
    .withProgress<Answer, WhatIfProgress>(path, body, ({ share }) => bar.show(share, 'comparing'))
    .finally(() => bar.clear())
}

function readQuestion({ input }: CommandContext): object {
  const dimension = input.text('dimension')
  const metrics = input.all('metric')
  return {
    ...(input.text('data-view') !== undefined && { dataView: input.text('data-view') }),
    ...(dimension !== undefined && { dimension: dimension === 'none' ? null : dimension }),
    ...(metrics.length > 0 && { metrics }),
    ...(input.text('limit') !== undefined && { limit: Number(input.text('limit')) }),
  }
}
