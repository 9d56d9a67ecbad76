import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { importRows, readPlain } from '../../src/ingest/index.ts'
import { appendRows, createDataset, readRecord } from '../../src/lake/datasets/index.ts'
import { selectRows } from '../../src/lake/datasets/rows.ts'
import { sql } from '../../src/lake/sql.ts'
import { openTestLake, type TestLake } from '../support/lake.ts'

let test: TestLake
beforeAll(async () => {
  test = await openTestLake()
})
afterAll(() => test.close())

const fields = {
  ts: 'timestamp',
  page: 'string',
  price: 'number',
  isNew: 'boolean',
  seen: 'timestamp',
  'deep.text': 'string',
  tags: { list: 'string' },
  products: { list: { sku: 'string', price: 'number' } },
} as const

const time = fc
  .integer({ min: -1_000_000_000_000, max: 4_000_000_000_000 })
  .map((ms) => new Date(ms).toISOString())
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('', ' ', '\\N', 'null', '0', '\u0000', '"', '\n\t', '🦊'),
)
const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.constantFrom(0, -0, 1e21, 5e-324, 2 ** 53),
)
const orNull = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null })

const row = fc.record(
  {
    ts: time,
    page: orNull(fc.oneof(text, fc.integer())),
    price: orNull(number),
    isNew: orNull(fc.boolean()),
    seen: orNull(time),
    deep: fc.record({ text: orNull(text) }),
    tags: fc.array(orNull(text), { maxLength: 3 }),
    products: fc.array(fc.record({ sku: text, price: orNull(number) }, { requiredKeys: ['sku'] }), {
      maxLength: 3,
    }),
  },
  { requiredKeys: ['ts'] },
)

it('rows that are appended are what an import makes of them', { timeout: 120_000 }, async () => {
  const rows = fc.sample(fc.clone(row, 1), 400).map(([each]) => each)
  const { lake } = test
  for (const id of ['imported', 'appended']) {
    await createDataset(lake, { id, type: 'event', timestamp: 'ts', fields })
  }
  const plain = readPlain(await readRecord(lake, 'appended'), rows)
  expect(plain).toHaveLength(rows.length)
  await appendRows(lake, 'appended', plain!)
  await importRows(lake, 'imported', rows, { timestamp: 'ts' })
  const [imported, appended] = await Promise.all(
    ['imported', 'appended'].map((id) =>
      lake.query<object>(
        sql`SELECT * EXCEPT (_row, _batch, _ingested_at) FROM ${selectRows({ id })} ORDER BY _row`,
      ),
    ),
  )
  expect(imported).toHaveLength(rows.length)
  expect(appended).toEqual(imported)
})
