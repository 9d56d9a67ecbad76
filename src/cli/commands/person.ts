import type { JourneyResult } from '../../query/reports/journey/request.ts'
import type { Command } from '../command.ts'
import { chooseFormat } from '../output.ts'
import { printReport, reportOptions } from '../print-report.ts'

export const person: Command = {
  usage: 'DATAVIEW ID [--limit N]',
  summary: 'One person’s journey as the engine sees it.',
  options: { limit: 'N    events at most (default 1000)', ...reportOptions },
  arguments: [2, 2],
  async run(context) {
    const format = chooseFormat(context, ['json', 'csv', 'table'])
    const [dataView, id] = context.input.positionals
    const limit = context.input.text('limit')
    const request = {
      kind: 'journey',
      dataView,
      person: id,
      ...(limit === undefined ? {} : { limit: Number(limit) }),
    }
    const client = await context.client()
    const journey = await client.json<JourneyResult>('POST', '/reports', request)
    await printReport(context, format, request, journey)
  },
}
