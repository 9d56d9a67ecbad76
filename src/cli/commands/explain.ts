import type { ReportPlan, RequestFailure } from '../../model/answers/reports.ts'
import type { Command } from '../command.ts'
import { readValue } from '../documents.ts'
import { listResults, throwFailures } from '../failures.ts'
import { chooseFormat, print } from '../output.ts'

type Plans = ReportPlan | (ReportPlan | RequestFailure)[]

export const explain: Command = {
  usage: 'FILE|-',
  summary: 'Says what a report would compute and read, without running it.',
  options: { format: 'F   json or table (default on a terminal)' },
  arguments: [1, 1],
  async run(context) {
    const format = chooseFormat(context, ['json', 'table'])
    const request = await readValue(context.input.positionals[0]!, context.stdin)
    const client = await context.client()
    const found = await client.json<Plans>('POST', '/reports/explain', request)
    print(context, format, found, () => listResults(found).map(planTable))
    throwFailures(found)
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
