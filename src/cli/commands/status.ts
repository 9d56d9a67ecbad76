import type { Status } from '../../model/answers/status.ts'
import type { Command } from '../command.ts'
import { chooseFormat, print } from '../output.ts'
import type { TextTable } from '../table.ts'

export const status: Command = {
  usage: '',
  summary: 'Datasets, connections, rows, freshness, memory and version.',
  options: { format: 'F   json or table (default on a terminal)' },
  arguments: [0, 0],
  async run(context) {
    const format = chooseFormat(context, ['json', 'table'])
    const found = await (await context.client()).json<Status>('GET', '/status')
    print(context, format, found, () => statusTables(found))
  },
}

function statusTables({ version, memory, datasets, connections }: Status): TextTable[] {
  return [
    {
      columns: ['Throughline', version],
      rows: [['memory', `${Math.round(memory.usedBytes / 2 ** 20)} MB`]],
    },
    {
      columns: ['dataset', 'type', 'person', 'rows', 'batches', 'first', 'last', 'imported'],
      rows: datasets.map((d) => [
        d.id,
        d.type,
        d.personId ?? null,
        d.rows,
        d.batches,
        time(d.minTime),
        time(d.maxTime),
        time(d.lastImport),
      ]),
    },
    {
      columns: ['connection', 'events', 'people', 'first', 'last', 'state'],
      rows: connections.map((c) => [
        c.connection,
        c.events,
        c.people,
        time(c.firstTime),
        time(c.lastTime),
        c.problem ?? (c.isBuilt ? 'built' : 'not built'),
      ]),
    },
    {
      columns: [
        'connection',
        'dataset',
        'rows',
        'without person',
        'held back',
        'new data',
        'backfill',
      ],
      rows: connections.flatMap(({ connection, datasets: parts }) =>
        parts.map((part) => [
          connection,
          part.dataset,
          part.rows,
          part.missingPerson,
          part.heldBack,
          part.importNewData ? 'on' : 'off',
          part.backfill.status,
        ]),
      ),
    },
    {
      columns: [
        'connection',
        'month',
        'ingested',
        'reportable',
        'cumulative',
        'core',
        'historical',
      ],
      rows: connections.flatMap(({ connection, usage }) =>
        usage.map((month) => [
          connection,
          month.month,
          month.ingested,
          month.reportable,
          month.cumulative,
          month.core,
          month.historical,
        ]),
      ),
    },
  ]
}

const time = (ms: number | null | undefined): string | null =>
  ms === null || ms === undefined ? null : new Date(ms).toISOString().replace('.000', '')
