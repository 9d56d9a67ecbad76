import { afterAll, beforeAll, expect, it } from 'vitest'
import { addBatch, openTestLake, type TestLake } from '../../../test/support/lake.ts'
import { createDataset } from '../../lake/datasets/index.ts'
import { sql } from '../../lake/sql.ts'
import { parseDefinitionAs } from '../../model/definitions/index.ts'
import { listChanges } from './changes.ts'
import { dropSpace } from './drop.ts'
import { refreshSpace } from './refresh.ts'
import { checkSpaces, loadSpace, type SpaceState, spaceTable } from './state.ts'
import { selectGraphs } from './tables.ts'

const space = parseDefinitionAs('identity-space', {
  kind: 'identity-space',
  id: 'people',
  namespaces: [{ id: 'email' }, { id: 'device' }],
})
const identities = ['email', 'device'].map((field) => ({ field, namespace: field }))
const refresh = () => refreshSpace(test.lake, space, [{ dataset: 'web', identities }])

let test: TestLake
beforeAll(async () => {
  test = await openTestLake()
  const fields = { ts: 'timestamp', email: 'string', device: 'string' } as const
  await createDataset(test.lake, { id: 'web', type: 'event', timestamp: 'ts', fields })
  await addBatch(test.lake, 'web', [
    { ts: '2026-01-01T10:00:00Z', email: 'a', device: 'd1' },
    { ts: '2026-01-01T10:01:00Z', email: 'a', device: 'd2' },
  ])
})
afterAll(() => test.close())

const graphs = (state: SpaceState) =>
  test.lake.query(sql`SELECT code, graph, held FROM (${selectGraphs(state)}) ORDER BY code`)

async function lose(state: SpaceState, table: 'ids' | 'hand'): Promise<void> {
  await test.lake.command(sql`DROP TABLE ${spaceTable(state, table)} SYNC`)
  await checkSpaces(test.lake)
}

it('a space that has lost a table is not read, and is built anew under a later version', async () => {
  const first = await refresh()
  const before = await graphs(first)
  await checkSpaces(test.lake)
  expect(await loadSpace(test.lake, 'people')).toEqual(first)
  await lose(first, 'ids')
  expect(await loadSpace(test.lake, 'people')).toBeNull()
  const second = await refresh()
  expect(await graphs(second)).toEqual(before)
  expect(await loadSpace(test.lake, 'people')).toEqual(second)
  expect(second).toMatchObject({ version: first.version + 1, generation: first.generation + 1 })
  const told = await listChanges(test.lake, second, `${first.version}-1000`, 10)
  expect(told.map(({ detail }) => detail.kind)).toEqual(['rebuilt'])
})

it('a space that has lost a table and is removed does not come back', async () => {
  await lose(await refresh(), 'hand')
  await dropSpace(test.lake, 'people')
  await checkSpaces(test.lake)
  expect(await loadSpace(test.lake, 'people')).toBeNull()
  const { definition } = await refresh()
  expect(definition).toEqual(space)
})
