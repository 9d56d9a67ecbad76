import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDataset, deleteBatch } from '../../lake/datasets/index.ts'
import { refreshJourney } from '../../lake/journey/index.ts'
import { addBatch, openTestLake, type TestLake } from '../../../test/support/lake.ts'
import { parseDefinitionAs } from '../../model/definitions/index.ts'
import { ColumnCache } from './column-cache.ts'
import { createThreadSources, type ThreadSources } from './source.ts'
import { createThreadHost, type ThreadHost } from './thread-host.ts'

let test: TestLake
let host: ThreadHost
let sources: ThreadSources

beforeAll(async () => {
  test = await openTestLake()
  host = createThreadHost({ threads: 1 })
  const cache = new ColumnCache(test.lake, 2 ** 28, host.memory)
  sources = createThreadSources({ lake: test.lake, host, cache })
})
afterAll(async () => {
  await host.close()
  await test.close()
})

const fields = { ts: 'timestamp', campaign: 'string', cost: 'number', is_paid: 'boolean' } as const

const make = (id: string, timeZone: string) =>
  createDataset(test.lake, { id, type: 'summary', timestamp: 'ts', timeZone, fields })

const only = (dataset: string, granularity: 'hour' | 'day') =>
  parseDefinitionAs('connection', {
    kind: 'connection',
    id: `${dataset}_${granularity}`,
    datasets: [{ dataset, granularity }],
  })

/** The rows of a connection's only summary dataset, decoded. */
async function rowsOf(dataset: string, granularity: 'hour' | 'day') {
  const connection = only(dataset, granularity)
  await refreshJourney(test.lake, connection)
  const source = await sources.open(connection.id)
  const { time, columns, dictionaries } = await source.summary!(dataset)
  return Array.from(time, (ms, row) => [
    new Date(ms).toISOString().slice(0, 16),
    ...['campaign', 'cost', 'is_paid'].map((field) => {
      const column = columns.get(`${dataset}.${field}`)!
      const value = column.data[row]!
      return column.kind === 'codes' ? dictionaries.get(`${dataset}.${field}`)!.value(value) : value
    }),
  ])
}

describe('summary datasets in the lake', () => {
  it('are read as they are, batch by batch, without any events', async () => {
    await make('ads', 'UTC')
    await addBatch(test.lake, 'ads', [
      { ts: '2026-01-05 00:00:00', campaign: 'b', cost: 1.5, is_paid: true },
      { ts: '2026-01-04 00:00:00', campaign: null, cost: 2, is_paid: null },
    ])
    const first = [
      ['2026-01-05T00:00', 'b', 1.5, 'true'],
      ['2026-01-04T00:00', null, 2, null],
    ]
    expect(await rowsOf('ads', 'day')).toEqual(first)
    const batch = await addBatch(test.lake, 'ads', [
      { ts: '2026-01-06 00:00:00', campaign: 'a', is_paid: false },
    ])
    expect(await rowsOf('ads', 'day')).toEqual([
      ...first,
      ['2026-01-06T00:00', 'a', Number.NaN, 'false'],
    ])
    const schema = await (await sources.open('ads_day')).schema()
    expect(schema).toMatchObject({
      events: 0,
      persons: 0,
      fields: [],
      summaries: [
        {
          dataset: 'ads',
          granularity: 'day',
          firstTime: Date.UTC(2026, 0, 4),
          lastTime: Date.UTC(2026, 0, 6),
        },
      ],
    })
    await deleteBatch(test.lake, 'ads', batch)
    expect(await rowsOf('ads', 'day')).toEqual(first)
  })

  it('have UTC days whatever their zone, unless a time says otherwise; hours are of their zone', async () => {
    await make('berlin', 'Europe/Berlin')
    await addBatch(test.lake, 'berlin', [
      { ts: '2026-01-04 23:00:00', campaign: 'midnight in Berlin', cost: 1 },
      { ts: '2026-01-05 05:00:00', campaign: 'midnight in New York', cost: 2 },
    ])
    const times = async (granularity: 'hour' | 'day') =>
      (await rowsOf('berlin', granularity)).map(([time]) => time)
    expect(await times('day')).toEqual(['2026-01-05T00:00', '2026-01-05T05:00'])
    expect(await times('hour')).toEqual(['2026-01-04T23:00', '2026-01-05T05:00'])
  })
})
