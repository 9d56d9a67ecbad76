import type { Command } from '../command.ts'
import { readValue } from '../documents.ts'
import { chooseFormat } from '../output.ts'
import { type Answer, printReport, reportOptions } from '../print-report.ts'

export const report: Command = {
  usage: 'FILE|- [--format json|csv|table] [--table NAME]',
  summary: 'Runs a report request, or an array of requests.',
  options: reportOptions,
  arguments: [1, 1],
  async run(context) {
    const format = chooseFormat(context, ['json', 'csv', 'table'])
    const request = await readValue(context.input.positionals[0]!, context.stdin)
    const client = await context.client()
    const answer = await client.json<Answer>('POST', '/reports', request)
    await printReport(context, format, request, answer)
  },
}
