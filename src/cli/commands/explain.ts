import type { Command } from '../command.ts'
import { readValue } from '../documents.ts'
import { formatOf, print } from '../output.ts'

interface Explanation {
  readonly plan: readonly string[]
  readonly columns: readonly string[]
  readonly cost: Readonly<Record<string, number>>
}

export const explain: Command = {
  usage: 'FILE|-',
  summary: 'Says what a report would compute and read, without running it.',
  options: { format: 'F   json or table (default on a terminal)' },
  arguments: [1, 1],
  async run(context) {
    const format = formatOf(context, ['json', 'table'])
    const request = await readValue(context.input.positionals[0]!, context.stdin)
    const client = await context.client()
    const found = await client.json<Explanation | Explanation[]>(
      'POST',
      '/reports/explain',
      request,
    )
    print(context, format, found, () => [found].flat().map(explanationTable))
  },
}

function explanationTable({ plan, columns, cost }: Explanation) {
  return {
    columns: ['', 'Explanation'],
    rows: [
      ...plan.map((sentence, index) => [index === 0 ? 'plan' : '', sentence]),
      ['columns', columns.join(', ')],
      ...Object.entries(cost).map(([name, value]) => [name, value.toLocaleString('en')]),
    ],
  }
}
