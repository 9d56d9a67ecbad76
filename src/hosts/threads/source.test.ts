import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Block, Column } from '../../engine/index.ts'
import { PlanBuilder } from '../../engine/index.ts'
import { createDataset, deleteBatch } from '../../lake/datasets/index.ts'
import { listMissingRows, loadJourney, refreshJourney } from '../../lake/journey/index.ts'
import { addBatch, openTestLake, type TestLake } from '../../../test/support/lake.ts'
import { loadVectors } from '../../../test/support/vectors.ts'
import { type Connection, parseDefinitionAs } from '../../model/definitions/index.ts'
import { ownColumns } from '../../model/own-columns.ts'
import type { HostedJourney } from '../hosted-journey.ts'
import { ColumnCache } from './column-cache.ts'
import { createThreadSources, type ThreadSources } from './source.ts'
import { createThreadHost, type ThreadHost } from './thread-host.ts'

let test: TestLake
let host: ThreadHost
let cache: ColumnCache
let sources: ThreadSources

beforeAll(async () => {
  test = await openTestLake()
  host = createThreadHost({ threads: 2 })
  cache = new ColumnCache(test.lake, 2 ** 28, host.memory)
  sources = createThreadSources({ lake: test.lake, host, cache })
})
afterAll(async () => {
  await host.close()
  await test.close()
})

function connectionOf(id: string, datasets: readonly object[], more: object = {}): Connection {
  return parseDefinitionAs('connection', { kind: 'connection', id, datasets, ...more })
}

/** The value of a column at an event (or element, or person), decoded. */
async function decode(source: HostedJourney, name: string, column: Column, index: number) {
  if (column.kind === 'list') throw new Error('a list has no values')
  if (column.kind === 'sparse')
    return column.values[column.places.indexOf(index)] ?? (column.otherwise === 0 ? 0 : null)
  if (column.kind === 'numbers') {
    return Number.isNaN(column.data[index]) ? null : column.data[index]!
  }
  const dictionary = await source.dictionary(name.replace('[]', ''))
  return dictionary.value(column.data[index]!)
}

/** All events of a connection in journey order, decoded; fields without a value are left out. */
async function readEvents(connection: string, names: readonly string[]) {
  const source = await sources.open(connection)
  const journey = await loadJourney(test.lake, connection)
  const { blocks } = await cache.lease(journey!, names)
  const people = await source.dictionary(ownColumns.person)
  const events: { code: number; event: Record<string, unknown> }[] = []
  for (const block of blocks) {
    for (let p = 0; p < block.persons; p++) {
      if (block.hidden?.[p] === 1) continue
      for (let e = block.personStart[p]!; e < block.personStart[p + 1]!; e++) {
        const event = { person: people.value(block.personCode[p]!), time: block.time[e]! }
        const fields = await readFields(source, block, names, e, p)
        events.push({ code: block.personCode[p]!, event: { ...event, ...fields } })
      }
    }
  }
  return events.toSorted((a, b) => a.code - b.code).map(({ event }) => event)
}

async function readFields(
  source: HostedJourney,
  block: Block,
  names: readonly string[],
  event: number,
  person: number,
) {
  const found: Record<string, unknown> = {}
  for (const name of names) {
    const column = block.columns.get(name)!
    const isPerPerson = 'level' in column && column.level === 'person'
    const value = await decode(source, name, column, isPerPerson ? person : event)
    if (value !== null) found[name.trim()] = value
  }
  return found
}

const at = (minute: number) => Date.UTC(2026, 0, 1, 0, minute)
const iso = (minute: number) => new Date(at(minute)).toISOString().replace('T', ' ').slice(0, 19)

describe('event datasets', () => {
  const fields = {
    ts: 'timestamp',
    email: 'string',
    page: 'string',
    price: 'number',
    on: 'boolean',
  }
  const all = connectionOf('all', [
    { dataset: 'web', personId: 'email' },
    { dataset: 'calls', personId: 'customer' },
  ])
  const names = ['page', 'price', 'on', 'reason', ownColumns.dataset]
  let second = 0

  beforeAll(async () => {
    await createDataset(test.lake, { id: 'web', type: 'event', timestamp: 'ts', fields } as never)
    await createDataset(test.lake, {
      id: 'calls',
      type: 'event',
      timestamp: 'ts',
      fields: { ts: 'timestamp', customer: 'string', page: 'string', reason: 'string' },
    })
    await addBatch(test.lake, 'web', [
      { ts: iso(3), email: 'bob', page: 'Cart', price: 5, on: false },
      { ts: iso(1), email: 'ann', page: 'Home' },
      { ts: iso(2), email: null, page: 'Lost' },
      { ts: iso(2), email: '', page: '' },
      { ts: iso(1), email: 'bob', page: 'Home', on: true },
    ])
    await addBatch(test.lake, 'calls', [{ ts: iso(3), customer: 'bob', reason: 'help' }])
  })

  it('are merged in order of person, time and dataset', async () => {
    const report = await refreshJourney(test.lake, all)
    expect(report).toMatchObject({
      isRebuilt: true,
      events: 4,
      persons: 2,
      datasets: [
        { dataset: 'web', addedBatches: 1, addedRows: 3, missingPerson: 2 },
        { dataset: 'calls', addedBatches: 1, addedRows: 1, missingPerson: 0 },
      ],
    })
    expect(await readEvents('all', names)).toEqual([
      { person: 'ann', time: at(1), page: 'Home', dataset: 'web' },
      { person: 'bob', time: at(1), page: 'Home', on: 'true', dataset: 'web' },
      { person: 'bob', time: at(3), page: 'Cart', price: 5, on: 'false', dataset: 'web' },
      { person: 'bob', time: at(3), reason: 'help', dataset: 'calls' },
    ])
  })

  it('keep rows without a person aside', async () => {
    const journey = await loadJourney(test.lake, 'all')
    const rows = await listMissingRows(test.lake, journey!, 'web', 'missing-person', 10)
    expect(rows).toMatchObject([{ page: 'Lost' }, { page: '' }])
  })

  it('are not touched when nothing is new', async () => {
    const before = await loadJourney(test.lake, 'all')
    await refreshJourney(test.lake, all)
    expect(await loadJourney(test.lake, 'all')).toEqual(before)
  })

  it('take new batches in without encoding the others again', async () => {
    second = await addBatch(test.lake, 'web', [
      { ts: iso(2), email: 'bob', page: 'Search' },
      { ts: iso(2), email: 'Ann', page: 'Home' },
    ])
    const report = await refreshJourney(test.lake, all)
    expect(report).toMatchObject({ isRebuilt: false, dataVersion: 2, events: 6, persons: 3 })
    expect(await readEvents('all', ['page'])).toEqual([
      { person: 'ann', time: at(1), page: 'Home' },
      { person: 'bob', time: at(1), page: 'Home' },
      { person: 'bob', time: at(2), page: 'Search' },
      { person: 'bob', time: at(3), page: 'Cart' },
      { person: 'bob', time: at(3) },
      { person: 'Ann', time: at(2), page: 'Home' },
    ])
  })

  it('take deleted batches out', async () => {
    await deleteBatch(test.lake, 'web', second)
    const report = await refreshJourney(test.lake, all)
    expect(report).toMatchObject({ isRebuilt: false, events: 4, persons: 2 })
    expect(await readEvents('all', ['page'])).toHaveLength(4)
  })

  it('are built anew when the person changes', async () => {
    const byPage = connectionOf('all', [{ dataset: 'web', personId: 'page' }])
    const report = await refreshJourney(test.lake, byPage)
    expect(report).toMatchObject({ isRebuilt: true, events: 4, persons: 3 })
  })

  it('leave out what is older than the retention', async () => {
    const kept = { ...all, id: 'kept', retentionMonths: 1 }
    const soon = Date.UTC(2026, 0, 20)
    const late = Date.UTC(2026, 2, 20)
    expect(await refreshJourney(test.lake, kept, { now: soon })).toMatchObject({ events: 4 })
    expect(await refreshJourney(test.lake, kept, { now: late })).toMatchObject({ events: 0 })
  })

  it('must agree about the type of a field', async () => {
    const clash = { ts: 'timestamp', who: 'string', price: 'string' } as const
    await createDataset(test.lake, { id: 'clash', type: 'event', timestamp: 'ts', fields: clash })
    const both = connectionOf('both', [
      { dataset: 'web', personId: 'email' },
      { dataset: 'clash', personId: 'who' },
    ])
    await expect(refreshJourney(test.lake, both)).rejects.toMatchObject({
      code: 'connection/field-conflict',
      path: ['datasets', 1, 'dataset'],
    })
  })
})

describe('lists', () => {
  const order = { sku: 'string', price: 'number', options: { list: { name: 'string' } } }
  const fields = {
    ts: 'timestamp',
    who: 'string',
    products: { list: order },
    tags: { list: 'string' },
  }
  const shop = connectionOf('shop', [
    { dataset: 'orders', personId: 'who' },
    { dataset: 'returns', personId: 'who' },
  ])

  beforeAll(async () => {
    const returns = { ts: 'timestamp', who: 'string', products: { list: { sku: 'string' } } }
    for (const [id, declared] of Object.entries({ orders: fields, returns })) {
      const settings = { id, type: 'event', timestamp: 'ts', fields: declared }
      await createDataset(test.lake, settings as never)
    }
    const a = { sku: 'a', price: 1, options: [{ name: 'red' }, { name: 'big' }] }
    const b = { sku: 'b', price: null, options: [] }
    await addBatch(test.lake, 'orders', [
      { ts: iso(1), who: 'ann', products: [a, b], tags: ['x', 'y'] },
      { ts: iso(2), who: 'ann', products: [], tags: [] },
      { ts: iso(3), who: 'ann', products: [b, a], tags: ['y'] },
    ])
    await addBatch(test.lake, 'returns', [{ ts: iso(4), who: 'ann', products: [{ sku: 'a' }] }])
    await refreshJourney(test.lake, shop)
  })

  it('become offsets and columns of their elements', async () => {
    const names = ['products.sku', 'products.price', 'products.options.name', 'tags[]']
    const journey = await loadJourney(test.lake, 'shop')
    const [block] = (await cache.lease(journey!, names)).blocks
    const source = await sources.open('shop')
    const elements = async (name: string) => {
      const column = block!.columns.get(name)!
      const count = 'data' in column ? column.data.length : 0
      return Promise.all([...Array(count).keys()].map((i) => decode(source, name, column, i)))
    }
    expect(block!.columns.get('products')).toMatchObject({
      parent: null,
      offsets: Uint32Array.of(0, 2, 2, 4, 5),
    })
    expect(block!.columns.get('products.options')).toMatchObject({
      parent: 'products',
      offsets: Uint32Array.of(0, 2, 2, 2, 4, 4),
    })
    expect(await elements('products.sku')).toEqual(['a', 'b', 'b', 'a', 'a'])
    expect(await elements('products.price')).toEqual([1, null, null, 1, null])
    expect(await elements('products.options.name')).toEqual(['red', 'big', 'red', 'big'])
    expect(await elements('tags[]')).toEqual(['x', 'y', 'y'])
  })

  it('appear in the schema with their lists', async () => {
    const { fields: known } = await (await sources.open('shop')).schema()
    expect(known).toContainEqual({
      path: 'products.options.name',
      type: 'string',
      column: 'products.options.name',
      list: 'products.options',
    })
    expect(known).toContainEqual({ path: 'tags', type: 'string', column: 'tags[]', list: 'tags' })
  })
})

describe('profiles and lookups', () => {
  const joined = connectionOf('joined', [
    { dataset: 'visits', personId: 'who' },
    { dataset: 'crm', personId: 'email' },
    { dataset: 'catalog', key: 'sku', matches: ['visits.item'] },
    { dataset: 'brands', key: 'name', matches: ['catalog.brand'] },
  ])

  beforeAll(async () => {
    await createDataset(test.lake, {
      id: 'visits',
      type: 'event',
      timestamp: 'ts',
      fields: { ts: 'timestamp', who: 'string', item: 'string' },
    })
    const crm = { email: 'string', tier: 'string', age: 'number', member: 'boolean' } as const
    await createDataset(test.lake, { id: 'crm', type: 'profile', fields: crm })
    const catalog = { sku: 'string', brand: 'string', price: 'number' } as const
    await createDataset(test.lake, { id: 'catalog', type: 'lookup', fields: catalog })
    const brands = { name: 'string', country: 'string' } as const
    await createDataset(test.lake, { id: 'brands', type: 'lookup', fields: brands })
    await addBatch(test.lake, 'visits', [
      { ts: iso(1), who: 'ann', item: 's1' },
      { ts: iso(2), who: 'bob', item: 's2' },
      { ts: iso(3), who: 'cid', item: 's3' },
    ])
    await addBatch(test.lake, 'crm', [
      { email: 'ann', tier: 'silver', age: 30, member: true },
      { email: 'bob', tier: 'gold', age: null, member: false },
      { email: 'zoe', tier: 'bronze', age: 99 },
    ])
    await addBatch(test.lake, 'crm', [{ email: 'ann', tier: 'gold', age: 31, member: true }])
    await addBatch(test.lake, 'catalog', [
      { sku: 's1', brand: 'Acme', price: 10 },
      { sku: 's2', brand: 'Zeta', price: 20 },
      { sku: 's1', brand: 'Zeta', price: 15 },
    ])
    await addBatch(test.lake, 'brands', [{ name: 'Zeta', country: 'DE' }])
    await refreshJourney(test.lake, joined)
  })

  it('give each person the latest profile', async () => {
    const names = ['crm.tier', 'crm.age', 'crm.member']
    expect(await readEvents('joined', names)).toEqual([
      { person: 'ann', time: at(1), 'crm.tier': 'gold', 'crm.age': 31, 'crm.member': 'true' },
      { person: 'bob', time: at(2), 'crm.tier': 'gold', 'crm.member': 'false' },
      { person: 'cid', time: at(3) },
    ])
  })

  it('map the codes of a field to the latest row of a lookup, and on to its lookups', async () => {
    const source = await sources.open('joined')
    const items = await source.dictionary('item')
    const brand = await source.lookup('catalog.brand')
    const price = await source.lookup('catalog.price')
    const country = await source.lookup('brands.country')
    if (brand.kind !== 'codes' || country.kind !== 'codes') throw new Error('expected codes')
    const found = ['s1', 's2', 's3'].map((sku) => {
      const code = brand.table[items.find(sku)]!
      const land = country.dictionary.value(country.table[code]!)
      return [brand.dictionary.value(code), price.table[items.find(sku)], land]
    })
    expect(found).toEqual([
      ['Zeta', 15, 'DE'],
      ['Zeta', 20, 'DE'],
      [null, Number.NaN, null],
    ])
  })
})

describe('vectors', () => {
  it('adobe.combined.rows: two datasets become one journey', async () => {
    const vectors = loadVectors('adobe-cja-docs')
    const events = vectors.events.filter(({ set }) => set === 'combined')
    const { expected } = vectors.cases.find(({ id }) => id === 'adobe.combined.rows')!
    const personIds = { 1: 'example_id', 2: 'different_id' }
    for (const [number, personId] of Object.entries(personIds)) {
      const rows = events.filter(({ props }) => props['dataset'] === Number(number))
      const names = new Set(rows.flatMap(({ props }) => Object.keys(props)))
      const fields = [...names].map((name) => [name, name.includes('metric') ? 'number' : 'string'])
      await createDataset(test.lake, {
        id: `vector${number}`,
        type: 'event',
        timestamp: 'ts',
        fields: { ts: 'timestamp', [personId]: 'string', ...Object.fromEntries(fields) },
      })
      const lines = rows.map(({ person, ts, props }) => ({
        ...props,
        dataset: String(props['dataset']),
        [personId]: person,
        ts: String(ts).replace('T', ' ').replace('Z', ''),
      }))
      await addBatch(test.lake, `vector${number}`, lines)
    }
    const both = connectionOf('vector', [
      { dataset: 'vector1', personId: 'example_id' },
      { dataset: 'vector2', personId: 'different_id' },
    ])
    const report = await refreshJourney(test.lake, both)
    expect(report).toMatchObject({ events: expected.rows, persons: expected.people })
    const read = await readEvents('vector', [ownColumns.dataset, 'string_color'])
    const datasets = read
      .filter(({ person }) => person === 'user_847')
      .map((row) => Number(String(row['dataset']).at(-1)))
    expect(datasets).toEqual(expected.user_847_datasets_in_time_order)
  })
})

describe('run', () => {
  function eventsBy(column: string, size: number) {
    const plan = new PlanBuilder()
    plan.aggregate({
      kind: 'group',
      keys: [plan.add({ op: 'column', column })],
      sizes: [size],
      lists: [false],
      mask: null,
      measures: [{ measure: 'count', mask: null }],
    })
    return plan.build()
  }

  it('gives the same from memory and bucket by bucket', async () => {
    const tight = new ColumnCache(test.lake, 1)
    const streaming = createThreadSources({ lake: test.lake, host, cache: tight })
    const kept = await (await sources.open('joined')).run(eventsBy('item', 4))
    const streamed = await (await streaming.open('joined')).run(eventsBy('item', 4))
    expect(streamed).toEqual(kept)
    expect(kept.partials).toMatchObject([{ values: [Uint32Array.of(0, 1, 1, 1)] }])
    expect(tight.bytes).toBe(0)
  })

  it('does not ask twice for the same answer', async () => {
    const source = await sources.open('joined')
    const first = await source.run(eventsBy('item', 4))
    expect(await source.run(eventsBy('item', 4))).toBe(first)
  })

  it('needs a built connection', async () => {
    await expect(sources.open('nothing')).rejects.toMatchObject({ code: 'connection/not-built' })
  })
})
