import type { ReportPlan } from '../../model/answers/reports.ts'
import type { Command } from '../command.ts'
import { readValue } from '../documents.ts'
import { chooseFormat, print } from '../output.ts'

export const explain: Command = {
  usage: 'FILE|-',
  summary: 'Says what a report would compute and read, without running it.',
  options: { format: 'F   json or table (default on a terminal)' },
  arguments: [1, 1],
  async run(context) {
    const format = chooseFormat(context, ['json', 'table'])
    const request = await readValue(context.input.positionals[0]!, context.stdin)
    const client = await context.client()
    const found = await client.json<ReportPlan | ReportPlan[]>('POST', '/reports/explain', request)
    print(context, format, found, () => [found].flat().map(planTable))
  },
}

function planTable({ plan, columns, cost }: ReportPlan) {
  return {
    columns: ['', 'Explanation'],
    rows: [
      ...plan.map((sentence, index) => [index === 0 ? 'plan' : '', sentence]),
      ['columns', columns.join(', ')],
      ...Object.entries(cost).map(([name, value]) => [name, value.toLocaleString('en')]),
    ],
  }
}
