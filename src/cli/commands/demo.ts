import type { DemoOutcome, DemoProgress } from '../../model/answers/demo.ts'
import type { Command } from '../command.ts'
import { chooseFormat, print } from '../output.ts'
import { startProgressBar } from '../progress.ts'

export const demo: Command = {
  usage: '[--people N] [--seed N] [--day DATE]',
  summary: 'Creates the demo company: an outdoor shop with a web shop and a call centre.',
  options: {
    people: 'N   about twenty events each',
    seed: 'N     another company of the same kind',
    day: 'DATE  the data ends before it (default today)',
    format: 'F   json or table (default on a terminal)',
  },
  arguments: [0, 0],
  async run(context) {
    const format = chooseFormat(context, ['json', 'table'])
    const query = new URLSearchParams()
    for (const name of ['people', 'seed', 'day']) {
      const given = context.input.text(name)
      if (given !== undefined) query.set(name, given)
    }
    const bar = startProgressBar(context.stderr)
    const client = await context.client()
    const made = await client
      .withProgress<DemoOutcome, DemoProgress>(`/demo?${query}`, undefined, ({ share, words }) =>
        bar.show(share, words),
      )
      .finally(() => bar.clear())
    print(context, format, made, () => [demoTable(made)])
  },
}

function demoTable({ imported }: DemoOutcome) {
  return {
    columns: ['dataset', 'rows added', 'put aside'],
    rows: imported.map(({ dataset, added, read }) => [dataset, added, read - added]),
  }
}
