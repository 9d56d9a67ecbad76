import { describe, expect, it } from 'vitest'
import { ask, type Row } from '../support/ask.ts'
import type { FreeformResult } from '../../src/query/reports/freeform/request.ts'
import type { KeyMetricResult } from '../../src/query/reports/key-metric/request.ts'

const rows: readonly Row[] = [
  ['2026-01-01', { returns: 1, revenue: 10 }],
  ['2026-01-02', { returns: 3, revenue: 20 }],
]

const world = {
  rows,
  view: {
    metrics: [
      { id: 'returns', format: { type: 'decimal', upIs: 'bad' } },
      { id: 'revenue', format: { type: 'decimal', upIs: 'good' } },
    ],
  },
  definitions: [
    {
      kind: 'calculated-metric',
      id: 'return-rate',
      formula: 'returns / revenue',
      format: { type: 'percent', upIs: 'bad' },
    },
  ],
}

describe('whether a rise of a metric is good (§3.4)', () => {
  it('is told with the columns, however they are displayed, and with their change', async () => {
    const day = (start: string, end: string) => ({
      start: `2026-01-${start}`,
      end: `2026-01-${end}`,
    })
    const { columns } = await ask<FreeformResult>(world, {
      kind: 'freeform',
      dateRange: day('01', '03'),
      rows: { dimension: 'person-id' },
      columns: [
        { id: 'before', metric: 'returns', dateRange: day('01', '02') },
        { id: 'after', metric: 'returns', format: { type: 'time' }, dateRange: day('02', '03') },
        { id: 'change', change: { from: 'before', to: 'after' } },
        { id: 'rate', metric: 'return-rate' },
        { id: 'bounces', metric: 'bounce-rate' },
        { id: 'revenue', metric: 'revenue' },
        { id: 'turned', metric: 'revenue', format: { type: 'decimal', upIs: 'bad' } },
        { id: 'events', metric: 'events' },
      ],
    })
    expect(columns.map(({ id, upIs }) => [id, upIs])).toEqual([
      ['before', 'bad'],
      ['after', 'bad'],
      ['change', 'bad'],
      ['rate', 'bad'],
      ['bounces', 'bad'],
      ['revenue', 'good'],
      ['turned', 'bad'],
      ['events', undefined],
    ])
  })

  it('is told with a key metric, also with a default calculated one', async () => {
    const key = (metric: string) => ask<KeyMetricResult>(world, { kind: 'key-metric', metric })
    expect((await key('returns')).upIs).toBe('bad')
    expect((await key('bounce-rate')).upIs).toBe('bad')
    expect(await key('events')).not.toHaveProperty('upIs')
  })
})
