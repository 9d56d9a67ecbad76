import { describe, expect, it } from 'vitest'
import type { DatasetDescription } from '../../../model/answers/datasets.ts'
import { layOutMap } from './map-layout.ts'
import { mapOf } from './map-of.ts'

const described = (id: string, type: DatasetDescription['type'], rows: number) =>
  ({ id, type, rows }) as DatasetDescription

const identity = (namespace: string) => ({ field: namespace, namespace })
const connection = {
  kind: 'connection' as const,
  id: 'all',
  datasets: [
    { dataset: 'web', identities: [identity('email'), identity('cookie')] },
    {
      dataset: 'app',
      personId: 'customer',
      namespace: 'customer',
      identities: [identity('email')],
    },
    { dataset: 'calls', identities: [identity('phone')] },
    { dataset: 'people', personId: 'customer', namespace: 'customer' },
    { dataset: 'catalogue', key: 'sku', matches: ['web.products.sku', 'web.sku'] },
  ],
}
const datasets = [
  described('web', 'event', 100),
  described('app', 'event', 50),
  described('calls', 'event', 7),
  described('people', 'profile', 5),
  described('catalogue', 'lookup', 3),
]
const overlap = {
  datasets: [{ dataset: 'web', people: 20 }],
  pairs: [{ datasets: ['app', 'web'], people: 10 }],
  combinations: [],
}

describe('the map of a connection', () => {
  const map = mapOf(connection, { datasets, overlap })

  it('joins datasets by the namespaces that both have, and lookups by what they are looked up with', () => {
    expect(map.links).toEqual([
      { from: 'web', to: 'app', by: ['email'], people: 10 },
      { from: 'app', to: 'people', by: ['customer'], people: null },
      { from: 'web', to: 'catalogue', by: ['web.products.sku', 'web.sku'], people: null },
    ])
    expect(map.nodes.map(({ rows, people }) => [rows, people])).toEqual([
      [100, 20],
      [50, null],
      [7, null],
      [5, null],
      [3, null],
    ])
  })

  it('lays nothing over anything else, within its room', () => {
    for (const width of [318, 700, 1080]) {
      const { nodes, arcs, lines } = layOutMap(map, { width, height: 300 })
      expect([arcs.length, lines.length]).toEqual([1, 2])
      for (const [index, a] of nodes.entries()) {
        expect(a.x).toBeGreaterThanOrEqual(0)
        expect(a.x + a.width).toBeLessThanOrEqual(width + 1)
        for (const b of nodes.slice(index + 1)) {
          const isApart =
            a.x + a.width <= b.x || b.x + b.width <= a.x || Math.abs(a.y - b.y) >= a.height
          expect([a.node.dataset, b.node.dataset, isApart]).toEqual([
            a.node.dataset,
            b.node.dataset,
            true,
          ])
        }
      }
      for (const arc of arcs) expect(arc.x).toBeGreaterThanOrEqual(0)
    }
  })
})
