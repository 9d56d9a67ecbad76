import type { Command } from '../command.ts'
import { formatOf, print, type Table } from '../output.ts'

interface Status {
  readonly version: string
  readonly memory: { readonly usedBytes: number }
  readonly datasets: readonly {
    readonly id: string
    readonly type: string
    readonly rows: number
    readonly batches: number
    readonly minTime?: number
    readonly maxTime?: number
    readonly lastImport?: number
  }[]
  readonly connections: readonly {
    readonly connection: string
    readonly isBuilt: boolean
    readonly events: number
    readonly people: number
    readonly firstTime: number | null
    readonly lastTime: number | null
    readonly problem: string | null
  }[]
}

export const status: Command = {
  usage: '',
  summary: 'Datasets, connections, rows, freshness, memory and version.',
  options: { format: 'F   json or table (default on a terminal)' },
  arguments: [0, 0],
  async run(context) {
    const format = formatOf(context, ['json', 'table'])
    const found = await (await context.client()).json<Status>('GET', '/status')
    print(context, format, found, () => statusTables(found))
  },
}

function statusTables({ version, memory, datasets, connections }: Status): Table[] {
  return [
    {
      columns: ['Throughline', version],
      rows: [['memory', `${Math.round(memory.usedBytes / 2 ** 20)} MB`]],
    },
    {
      columns: ['dataset', 'type', 'rows', 'batches', 'first', 'last', 'imported'],
      rows: datasets.map((d) => [
        d.id,
        d.type,
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
  ]
}

const time = (ms: number | null | undefined): string | null =>
  ms === null || ms === undefined ? null : new Date(ms).toISOString().replace('.000', '')
