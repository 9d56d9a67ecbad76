import { expect, it } from 'vitest'
import { readFormula } from '../../query/formula/index.ts'
import { openStore } from '../../store/index.ts'
import { watchCatalog } from './catalog.ts'

const segmentOf = (id: string, value = 'x') => ({
  kind: 'segment',
  id,
  definition: { container: 'event', where: { dimension: 'page', op: 'eq', value } },
})

it('a catalog is read once for all who ask, and of it what was changed', async () => {
  const store = await openStore(':memory:', readFormula)
  const ids = Array.from({ length: 2500 }, (_, index) => `s${index}`)
  await store.definitions.applyAll(ids.map((id) => segmentOf(id)))
  let lists = 0
  const { definitions } = store
  const counting: typeof definitions = {
    ...definitions,
    list: (kind, known) => {
      if (kind === 'segment') lists += 1
      return definitions.list(kind, known)
    },
  }
  const catalog = watchCatalog({ ...store, definitions: counting })
  const crowd = () => Promise.all(Array.from({ length: 50 }, catalog))
  const before = await crowd()
  expect(lists).toBe(1)
  expect(new Set(before).size).toBe(1)
  expect(before[0]!.list('segment').map(({ id }) => id)).toEqual(ids.toSorted())

  await definitions.put(segmentOf('s7', 'changed'))
  await definitions.remove('segment', 's8')
  const [after] = await crowd()
  expect(lists).toBe(2)
  expect(after!.find('segment', 's7')).toMatchObject({
    definition: { where: { value: 'changed' } },
  })
  expect(after!.find('segment', 's8')).toBeUndefined()
  expect(after!.find('segment', 's9')).toBe(before[0]!.find('segment', 's9'))

  await definitions.put(segmentOf('s8', 'made again'))
  const [again] = await crowd()
  expect(again!.find('segment', 's8')).toMatchObject({
    definition: { where: { value: 'made again' } },
  })
  expect(again!.all).toHaveLength(2500)
  await store.close()
})

it('whoever asks after a change sees it, although a reading is under way', async () => {
  const store = await openStore(':memory:', readFormula)
  const catalog = watchCatalog(store)
  for (let number = 0; number < 30; number++) {
    void catalog()
    await store.definitions.put(segmentOf(`s${number}`))
    const asked = catalog()
    void store.definitions.put(segmentOf('often', String(number)))
    expect((await asked).find('segment', `s${number}`)).toBeDefined()
  }
  await store.close()
})
