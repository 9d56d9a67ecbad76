import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestLake, addManyEvents, type TestLake } from '../../../test/support/lake.ts'
import { parseDefinitionAs } from '../../model/definitions/index.ts'
import { createDataset, tableName } from '../datasets/index.ts'
import { ident, sql } from '../sql.ts'
import { nameTables } from './journey.ts'
import { readColumns } from './read.ts'
import { refreshJourney } from './refresh.ts'
import { dropJourney, loadJourney, saveJourney } from './state.ts'

const parts = ['shop', 'values', 'events', 'held', 'journey', 'dataset', 'staging', '1', '2']
const ids = [
  ...parts,
  ...parts.flatMap((a) => parts.flatMap((b) => [`${a}_${b}`, `${a}-${b}`])),
  ...parts.flatMap((a) => [`${a}_values_1`, `values_${a}_1`, `${a}_1_held`, `${a}__1`]),
]

it('no two ids and generations make the same table', () => {
  const names = [...new Set(ids)].flatMap((id) => [
    tableName(id),
    ...[1, 2, 12].flatMap((generation) => {
      const { events, values } = nameTables(id, generation)
      return [events, values, `${events}:held`]
    }),
  ])
  expect(new Set(names).size).toBe(names.length)
})

let test: TestLake
beforeAll(async () => {
  test = await openTestLake()
  const fields = { ts: 'timestamp', who: 'string', page: 'string' } as const
  await createDataset(test.lake, { id: 'web', type: 'event', timestamp: 'ts', fields })
  await addManyEvents(test.lake, 'web', 30)
})
afterAll(() => test.close())

const connectionOf = (id: string) =>
  parseDefinitionAs('connection', {
    kind: 'connection',
    id,
    datasets: [{ dataset: 'web', personId: 'who' }],
  })

it('a connection leaves those alone that are called like its tables', async () => {
  const { lake } = test
  const names = ['shop', 'values_shop', 'shop_1', 'values_shop_1']
  for (const id of names) await refreshJourney(lake, connectionOf(id))
  await dropJourney(lake, 'values_shop')
  for (const id of names.filter((name) => name !== 'values_shop')) {
    const journey = await loadJourney(lake, id)
    expect((await readColumns(lake, journey!, 0, ['page'])).length).toBeGreaterThan(0)
    await addManyEvents(lake, 'web', 10)
    expect(await refreshJourney(lake, connectionOf(id))).toMatchObject({ isRebuilt: false })
  }
})

it('journeys of earlier versions keep the tables that they have', async () => {
  const { lake } = test
  await refreshJourney(lake, connectionOf('old'))
  const { tables, ...journey } = (await loadJourney(lake, 'old'))!
  const { events, values } = tables!
  await lake.command(sql`
    RENAME TABLE ${ident(events)} TO journey_old_1, ${ident(values)} TO journey_values_old_1`)
  await saveJourney(lake, journey)
  await addManyEvents(lake, 'web', 10)
  const report = await refreshJourney(lake, connectionOf('old'))
  expect(report).toMatchObject({ isRebuilt: false })
})
