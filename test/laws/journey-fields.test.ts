import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildCatalog } from '../../src/api/application/catalog.ts'
import { readKnownDatasets } from '../../src/api/application/known-datasets.ts'
import { buildSchemaWithoutEvents } from '../../src/api/application/schema-without-events.ts'
import { ColumnCache } from '../../src/hosts/threads/column-cache.ts'
import { createThreadSources } from '../../src/hosts/threads/source.ts'
import { createThreadHost } from '../../src/hosts/threads/thread-host.ts'
import type { HostedJourney } from '../../src/hosts/hosted-journey.ts'
import { createDataset, dropDataset } from '../../src/lake/datasets/index.ts'
import { dropJourney, loadJourney, refreshJourney } from '../../src/lake/journey/index.ts'
import { journeyTable } from '../../src/lake/journey/journey.ts'
import { sql, value } from '../../src/lake/sql.ts'
import { type Definition, parseDefinition } from '../../src/model/definitions/index.ts'
import { ThroughlineError } from '../../src/model/errors.ts'
import type { JourneySchema } from '../../src/model/journey.ts'
import { addBatch, openTestLake, type TestLake } from '../support/lake.ts'

let test: TestLake
const host = createThreadHost({ threads: 1 })

beforeAll(async () => {
  test = await openTestLake()
})
afterAll(async () => {
  await host.close()
  await test.close()
})

const scalar = fc.constantFrom('string', 'number', 'boolean', 'timestamp', 'date')
const elements = fc.oneof(
  scalar,
  fc.dictionary(fc.constantFrom('sku', 'price', 'size.width'), scalar, { minKeys: 1 }),
  fc.record({ sku: scalar, parts: fc.record({ list: fc.record({ name: scalar }) }) }),
)
const fieldType = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 1, arbitrary: fc.record({ list: elements }) },
  { weight: 1, arbitrary: fc.record({ object: fc.record({ city: scalar }) }) },
)
const names = fc.constantFrom('page', 'price', 'geo.country', '_own', 'items', 'address')
const fields = fc.dictionary(names, fieldType, { maxKeys: 5 })
const match = fc.constantFrom('web.page', 'web.id', 'crm.page', 'app.price', 'web.items.sku')

/** The datasets of a connection: `web` always, others or not. */
const world = fc.record(
  {
    web: fields,
    app: fields,
    crm: fields,
    catalog: fields,
    ads: fields,
    matches: fc.uniqueArray(match, { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: ['web', 'matches'] },
)

type World = typeof world extends fc.Arbitrary<infer T> ? T : never

const types = {
  web: 'event',
  app: 'event',
  crm: 'profile',
  catalog: 'lookup',
  ads: 'summary',
} as const
type Id = keyof typeof types

function definitionsOf(given: World): readonly Definition[] {
  const ids = (Object.keys(types) as Id[]).filter((id) => given[id] !== undefined)
  const settings = {
    event: { personId: 'id' },
    profile: { personId: 'id' },
    lookup: { key: 'id', matches: given.matches },
    summary: { granularity: 'day' },
  }
  const datasets = ids.map((id) => ({
    kind: 'dataset',
    id,
    type: types[id],
    ...(types[id] === 'event' || types[id] === 'summary' ? { timestamp: 'ts' } : {}),
    fields: { id: 'string', ts: 'timestamp', ...given[id] },
  }))
  const parts = ids.map((id) => ({ dataset: id, ...settings[types[id]] }))
  const connection = { kind: 'connection', id: 'shop', datasets: parts }
  return [...datasets, connection].map((definition) => parseDefinition(definition))
}

/** Fills each dataset with a row and builds the connection's journey table. */
async function build(definitions: readonly Definition[]): Promise<HostedJourney> {
  for (const definition of definitions) {
    if (definition.kind !== 'dataset') continue
    await createDataset(test.lake, definition)
    await addBatch(test.lake, definition.id, [{ ts: '2026-01-01 00:00:00', id: 'ann' }])
  }
  await refreshJourney(test.lake, buildCatalog(definitions).connection('shop'))
  const cache = new ColumnCache(test.lake, 2 ** 24, host.memory)
  return createThreadSources({ lake: test.lake, host, cache }).open('shop')
}

async function forget(definitions: readonly Definition[]): Promise<void> {
  await dropJourney(test.lake, 'shop')
  for (const { kind, id } of definitions) if (kind === 'dataset') await dropDataset(test.lake, id)
}

/** The fields of a schema, by what they belong to. */
const fieldsOf = ({ fields: own, datasets, summaries = [] }: JourneySchema) => ({
  fields: own,
  datasets,
  summaries: summaries.map(({ dataset, granularity, fields: columns }) => ({
    dataset,
    granularity,
    fields: columns,
  })),
})

async function storedFields(): Promise<readonly string[]> {
  const journey = await loadJourney(test.lake, 'shop')
  const found = await test.lake.query<{ name: string }>(sql`
    SELECT name FROM system.columns
    WHERE database = currentDatabase() AND table = ${value(journeyTable(journey!), 'String')}
      AND startsWith(name, 'field_') ORDER BY position`)
  const byColumn = new Map(journey!.fields.map(({ storage, path }) => [storage, path]))
  return found.map(({ name }) => byColumn.get(name) ?? name)
}

async function readAll(source: HostedJourney): Promise<void> {
  const { fields: own, summaries = [] } = await source.schema()
  for (const { path, lookup } of own) {
    if (lookup) await source.lookup(path)
    for (const list of lookup?.lists ?? []) await source.lookupList(list)
  }
  for (const { dataset } of summaries) await source.summary?.(dataset)
}

it('a journey table has the fields that its definitions say, no others, and all can be read', async () => {
  await fc.assert(
    fc.asyncProperty(world, async (given) => {
      const definitions = definitionsOf(given)
      const catalog = buildCatalog(definitions)
      const known = await readKnownDatasets(test.lake, catalog)
      const said = settle(() => buildSchemaWithoutEvents(catalog.connection('shop'), known)!)
      try {
        const source = await build(definitions)
        const schema = await source.schema()
        expect(fieldsOf(schema)).toEqual(fieldsOf(said.value!))
        const ofEvents = schema.fields.filter(
          ({ path, lookup }) => !lookup && !path.startsWith('crm.'),
        )
        expect(await storedFields()).toEqual(ofEvents.map(({ path }) => path))
        await readAll(source)
      } catch (error) {
        if (!(error instanceof ThroughlineError)) throw error
        expect(said.error).toEqual(error)
      } finally {
        await forget(definitions)
      }
    }),
    { numRuns: 15 },
  )
})

function settle<T>(work: () => T): { readonly value?: T; readonly error?: unknown } {
  try {
    return { value: work() }
  } catch (error) {
    return { error }
  }
}
