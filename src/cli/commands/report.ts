import type { ReportResult } from '../../query/reports/index.ts'
import type { Command } from '../command.ts'
import { readValue } from '../documents.ts'
import { chooseFormat, print } from '../output.ts'
import { buildResultTables } from '../result-tables.ts'

export const report: Command = {
  usage: 'FILE|- [--format json|csv|table]',
  summary: 'Runs a report request, or an array of requests.',
  options: { format: 'F   json, csv or table (default on a terminal)' },
  arguments: [1, 1],
  async run(context) {
    const format = chooseFormat(context, ['json', 'csv', 'table'])
    const request = await readValue(context.input.positionals[0]!, context.stdin)
    const client = await context.client()
    const result = await client.json<ReportResult | ReportResult[]>('POST', '/reports', request)
    print(context, format, result, () => [result].flat().flatMap(buildResultTables))
  },
}
