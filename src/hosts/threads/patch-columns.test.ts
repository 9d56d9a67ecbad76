import { listVisible } from '../../../test/support/hidden-persons.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addBatch, openTestLake, type TestLake } from '../../../test/support/lake.ts'
import { wholeMemory } from '../../engine/index.ts'
import type { LakeClient } from '../../lake/client.ts'
import { createDataset, deleteBatch } from '../../lake/datasets/index.ts'
import { loadJourney, refreshJourney } from '../../lake/journey/index.ts'
import { compile } from '../../lake/sql.ts'
import { parseDefinitionAs } from '../../model/definitions/index.ts'
import { ownColumns } from '../../model/own-columns.ts'
import { ColumnCache } from './column-cache.ts'
import { ColumnMemory } from './column-memory.ts'

const item = { sku: 'string', price: 'number', tags: { list: 'string' } }

const fields = {
  ts: 'timestamp',
  device: 'string',
  who: 'string',
  page: 'string',
  amount: 'number',
  items: { list: item },
}

const columns = [
  'device',
  'page',
  'amount',
  'items.sku',
  'items.price',
  'items.tags[]',
  ownColumns.dataset,
  ownColumns.namespace,
]

let test: TestLake
let worlds = 0
const region = wholeMemory()

beforeAll(async () => {
  test = await openTestLake()
})
afterAll(() => test.close())

const row = fc.record({
  at: fc.integer({ min: 0, max: 50 }),
  device: fc.constantFrom('d1', 'd2', 'd3', 'd4'),
  who: fc.constantFrom('', '', 'u1', 'u2'),
  page: fc.constantFrom('', 'a', 'b', 'c'),
  amount: fc.constantFrom(null, null, null, 0, 1, 2.5),
  items: fc.array(
    fc.record({
      sku: fc.constantFrom('x', 'y'),
      price: fc.constantFrom(null, 1, 2),
      tags: fc.array(fc.constantFrom('t1', 't2'), { maxLength: 2 }),
    }),
    { maxLength: 2 },
  ),
})
const batches = fc.array(fc.array(row, { minLength: 1, maxLength: 6 }), {
  minLength: 2,
  maxLength: 4,
})

type Row = typeof row extends fc.Arbitrary<infer T> ? T : never

/** What a lake's columns are asked for with. */
function watchReadings(lake: LakeClient): { lake: LakeClient; readings: string[] } {
  const readings: string[] = []
  const bytes: LakeClient['bytes'] = (statement, format) => {
    readings.push(compile(statement).text)
    return lake.bytes(statement, format)
  }
  const watched = new Proxy(lake, {
    get(target, name: keyof LakeClient) {
      if (name === 'bytes') return bytes
      const member: unknown = target[name]
      return typeof member === 'function' ? member.bind(target) : member
    },
  })
  return { lake: watched, readings }
}

/** Of some persons, or what has come since. */
const readsSome = (text: string): boolean => /person IN|_increment >/.test(text)

describe('columns of a version that has come since', () => {
  it('are what they are when all is read anew, and only what has changed is read', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(batches, async (all) => {
        const world = await makeWorld()
        const { lake, readings } = watchReadings(test.lake)
        const memory = new ColumnMemory(region)
        const cache = new ColumnCache(lake, 2 ** 26, memory)
        for (const [index, rows] of all.entries()) {
          await world.add(rows)
          const journey = await world.refresh()
          readings.length = 0
          const lease = await cache.lease(journey, columns)
          if (index > 0) expect(readings.every(readsSome)).toBe(true)
          const anew = await new ColumnCache(test.lake, 2 ** 26).lease(journey, columns)
          expect(listVisible(lease.blocks)).toEqual(listVisible(anew.blocks))
          lease.release()
        }
      }),
      { numRuns: 8 },
    )
  })

  it('are read anew when rows were taken out', async () => {
    const world = await makeWorld()
    await world.add([{ at: 1, device: 'd1', who: '', page: 'a', amount: 1, items: [] }])
    const second = await world.add([
      { at: 2, device: 'd1', who: 'u1', page: 'b', amount: 2.5, items: [] },
    ])
    const cache = new ColumnCache(test.lake, 2 ** 26)
    ;(await cache.lease(await world.refresh(), columns)).release()
    await deleteBatch(test.lake, world.id, second)
    const { blocks } = await cache.lease(await world.refresh(), columns)
    expect(blocks.map(({ events }) => events)).toEqual([1])
  })
})

async function makeWorld() {
  const id = `patched${++worlds}`
  await createDataset(test.lake, { id, type: 'event', timestamp: 'ts', fields } as never)
  const stitch = { method: 'field', persistentId: 'device', namespace: 'device' }
  const datasets = [{ dataset: id, personId: 'who', namespace: 'user', stitch }]
  const connection = parseDefinitionAs('connection', { kind: 'connection', id, datasets })
  return {
    id,
    add: (rows: readonly Row[]) =>
      addBatch(
        test.lake,
        id,
        rows.map(({ at, who, page, ...rest }) => ({
          ...rest,
          who: who || null,
          page: page || null,
          ts: new Date(Date.UTC(2026, 0, 1, 0, at)).toISOString(),
        })),
      ),
    async refresh() {
      await refreshJourney(test.lake, connection)
      return (await loadJourney(test.lake, id))!
    },
  }
}
