import { sql } from '../lake/sql.ts'
import type { Throughline } from './application/throughline.ts'

interface Sample {
  readonly name: string
  readonly type: 'counter' | 'gauge'
  readonly help: string
  readonly values: readonly (readonly [labels: string, value: number])[]
}

/** The state of the process in Prometheus's text format. */
export async function printMetrics(throughline: Throughline): Promise<string> {
  const samples = [
    ...processSamples(throughline),
    await memorySample(throughline),
    ...(await connectionSamples(throughline)),
  ]
  return samples.map(textOf).join('')
}

function processSamples({ reports, openedAt }: Throughline): Sample[] {
  const { totals } = reports.running
  return [
    {
      name: 'throughline_uptime_seconds',
      type: 'gauge',
      help: 'Time since the stores were opened.',
      values: [['', (Date.now() - openedAt) / 1000]],
    },
    {
      name: 'throughline_memory_bytes',
      type: 'gauge',
      help: 'Resident memory of the process.',
      values: [['', process.memoryUsage().rss]],
    },
    {
      name: 'throughline_reports_running',
      type: 'gauge',
      help: 'Report requests under way.',
      values: [['', reports.running.list().length]],
    },
    {
      name: 'throughline_reports_total',
      type: 'counter',
      help: 'Report requests that have ended.',
      values: [
        ['outcome="finished"', totals.finished],
        ['outcome="failed"', totals.failed],
      ],
    },
    {
      name: 'throughline_reports_seconds_total',
      type: 'counter',
      help: 'Time spent on report requests.',
      values: [['', totals.seconds]],
    },
  ]
}

/** Of the process: what JavaScript holds, and what ClickHouse in it (or as a server) says it holds. */
async function memorySample({ lake }: Throughline): Promise<Sample> {
  const { heapUsed, heapTotal, external, arrayBuffers } = process.memoryUsage()
  const [tracked] = await lake.query<{ value: number }>(
    sql`SELECT toFloat64(value) AS value FROM system.metrics WHERE metric = 'MemoryTracking'`,
  )
  return {
    name: 'throughline_memory_part_bytes',
    type: 'gauge',
    help: 'Memory by who holds it; buffers are part of external.',
    values: [
      ['part="heap"', heapUsed],
      ['part="heap_reserved"', heapTotal],
      ['part="external"', external],
      ['part="buffers"', arrayBuffers],
      ['part="lake"', tracked?.value ?? 0],
    ],
  }
}

async function connectionSamples({ catalog, connections }: Throughline): Promise<Sample[]> {
  const ids = (await catalog()).list('connection').map(({ id }) => id)
  const all = await Promise.all(ids.map((id) => connections.status(id)))
  const gauge = (name: string, help: string, of: (status: (typeof all)[number]) => number) => ({
    name,
    type: 'gauge' as const,
    help,
    values: all.map((status) => [`connection="${status.connection}"`, of(status)] as const),
  })
  return [
    gauge('throughline_connection_events', 'Events in the journey table.', ({ events }) => events),
    gauge('throughline_connection_people', 'Persons in the journey table.', ({ people }) => people),
    gauge('throughline_connection_last_event_seconds', 'When the last event happened.', (status) =>
      status.lastTime === null ? 0 : status.lastTime / 1000,
    ),
  ]
}

function textOf({ name, type, help, values }: Sample): string {
  const lines = values.map(([labels, value]) => `${name}${labels && `{${labels}}`} ${value}\n`)
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`
}
