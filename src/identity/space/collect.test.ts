import { afterAll, beforeAll, expect, it } from 'vitest'
import { readSpaceGraphs } from '../../../test/support/space-graphs.ts'
import { addBatch, openTestLake, type TestLake } from '../../../test/support/lake.ts'
import { sql } from '../../lake/sql.ts'
import { createDataset } from '../../lake/datasets/index.ts'
import { parseDefinitionAs } from '../../model/definitions/index.ts'
import { refreshSpace } from './refresh.ts'
import { type SpaceState, spaceTable } from './state.ts'

let test: TestLake

beforeAll(async () => {
  test = await openTestLake()
})
afterAll(() => test.close())

const names = ['user', 'device']
const space = (id: string) =>
  parseDefinitionAs('identity-space', {
    ...{ kind: 'identity-space', id, namespaces: [{ id: 'user' }, { id: 'device', device: true }] },
    blocked: [{ preset: 'placeholders' }],
  })

/** Every third device has a user, some a placeholder; a device comes again with another user now and then. */
const rowOf = (n: number) => ({
  ts: new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString(),
  device: `d${n % 17_000}`,
  ...(n % 3 === 0 && { user: n % 30 === 0 ? 'unknown' : `u${n % 4001}` }),
})

/** What a space of so many rows comes to when they arrive in batches of this size, refreshed by each. */
async function collect(id: string, rows: number, size: number) {
  const { lake } = test
  const fields = { ts: 'timestamp', user: 'string', device: 'string' } as const
  await createDataset(lake, { id, type: 'event', timestamp: 'ts', fields })
  const feeds = [{ dataset: id, identities: names.map((field) => ({ field, namespace: field })) }]
  let state: SpaceState | undefined
  for (let from = 0; from < rows; from += size) {
    const count = Math.min(size, rows - from)
    await addBatch(
      lake,
      id,
      Array.from({ length: count }, (_, n) => rowOf(from + n)),
    )
    state = await refreshSpace(lake, space(id), feeds)
  }
  const links = await lake.query<{ count: number }>(
    sql`SELECT toFloat64(count()) AS count FROM ${spaceTable(state!, 'links')}`,
  )
  const ids = await lake.query<object>(sql`
    SELECT namespace, id, blocked FROM ${spaceTable(state!, 'ids')} ORDER BY namespace, id`)
  return { ids, links, graphs: await readSpaceGraphs(lake, state!) }
}

it('many rows at once, many after many, and few after few come to the same', async () => {
  const few = await collect('few', 24_000, 4_000)
  expect(few.ids.length).toBeGreaterThan(10_000)
  expect(few.links[0]!.count).toBeGreaterThan(10_000)
  expect(await collect('halves', 24_000, 12_000)).toEqual(few)
  expect(await collect('whole', 24_000, 24_000)).toEqual(few)
})
