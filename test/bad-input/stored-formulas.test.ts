import { describe, expect, it } from 'vitest'
import { type Row, ask } from '../support/ask.ts'

const rows: readonly Row[] = [
  ['2026-01-01', { page: 'a', variant: 'A', experiment: 'e', revenue: 3 }],
  ['2026-01-02', { page: 'b', variant: 'B', experiment: 'e', revenue: 4 }],
]

const definitions = Object.entries({
  'of-no-metric': 'revenu / events',
  'under-no-segment': {
    op: '/',
    args: [{ metric: 'events', segments: ['nope'] }, { metric: 'revenue' }],
  },
  'wrong-argument': { function: 'approximate-count-distinct', args: [{ metric: 'revenue' }] },
  'of-itself': '2 * of-itself',
}).map(([id, formula]) => ({ kind: 'calculated-metric', id, formula }))

const on = (value: string) => ({
  container: 'person',
  where: { dimension: 'page', op: 'equals', value },
})

type Asked = (metric: string) => readonly [request: object, path: readonly (string | number)[]]

const kinds: Readonly<Record<string, Asked>> = {
  'a key metric': (metric) => [{ kind: 'key-metric', metric }, ['metric']],
  trends: (metric) => [
    { kind: 'trends', interval: 'day', metrics: ['events', metric] },
    ['metrics', 1],
  ],
  'a Venn diagram': (metric) => [{ kind: 'venn', metric, sets: [on('a'), on('b')] }, ['metric']],
  'an attribution': (metric) => [
    { kind: 'attribution', dimension: 'page', models: ['last-touch'], metric },
    ['metric'],
  ],
  'an experiment': (metric) => [
    {
      kind: 'experiment',
      experiment: 'experiment',
      variant: 'variant',
      control: 'A',
      metrics: ['events', metric],
    },
    ['metrics', 1],
  ],
  'a table': (metric) => [
    { kind: 'freeform', rows: { dimension: 'page' }, columns: [{ metric }] },
    ['columns', 0, 'metric'],
  ],
}

const codes = {
  'of-no-metric': 'request/unknown-component',
  'under-no-segment': 'definition/unknown-reference',
  'wrong-argument': 'formula/wrong-arguments',
  'of-itself': 'definition/cycle',
}

describe('what is wrong in a stored formula is told where the calculated metric is named', () => {
  it.each(Object.entries(kinds))('by %s', async (_, asked) => {
    for (const [metric, code] of Object.entries(codes)) {
      const [request, path] = asked(metric)
      await expect(ask({ rows, definitions }, request), metric).rejects.toMatchObject({
        code,
        path,
      })
    }
  })
})
