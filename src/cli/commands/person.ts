import type { JourneyResult } from '../../query/reports/journey/request.ts'
import type { Command } from '../command.ts'
import { chooseFormat, print } from '../output.ts'

export const person: Command = {
  usage: 'DATAVIEW ID [--limit N]',
  summary: 'One person’s journey as the engine sees it.',
  options: {
    limit: 'N    events at most (default 1000)',
    format: 'F   json, csv or table (default on a terminal)',
  },
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
    print(context, format, journey, () => [journeyTable(journey)])
  },
}

function journeyTable({ events }: JourneyResult) {
  const dimensions = [...new Set(events.flatMap((event) => Object.keys(event.dimensions)))]
  const metrics = [...new Set(events.flatMap((event) => Object.keys(event.metrics)))]
  return {
    columns: ['time', 'dataset', 'session', ...dimensions, ...metrics],
    rows: events.map((event) => [
      event.localTime,
      event.dataset,
      event.session,
      ...dimensions.map((id) => [event.dimensions[id] ?? null].flat().join(', ') || null),
      ...metrics.map((id) => event.metrics[id] ?? null),
    ]),
  }
}
