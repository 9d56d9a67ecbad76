import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestLake, type TestLake } from '../../../test/support/lake.ts'
import { ident, sql } from '../sql.ts'
import { identColumn, columnName, pathOfColumn } from './column-name.ts'
import { createDataset, openDatasets } from './index.ts'
import { nameTable } from './tables.ts'

let test: TestLake
beforeAll(async () => {
  test = await openTestLake()
})
afterAll(() => test.close())

it.each(['a', 'a.b', 'a․b', 'a..b', '_a.b', '$a', 'a‥1', 'a‥.‥'])(
  '%s is its column’s path',
  (path) => {
    expect(columnName(path)).not.toContain('.')
    expect(pathOfColumn(columnName(path))).toBe(path)
  },
)

it('tables whose columns have dots in their names get others, with their rows', async () => {
  const { lake } = test
  const fields = { geo: { object: { city: 'string' } }, tags: { list: 'string' } } as const
  await createDataset(lake, { id: 'old', type: 'lookup', fields })
  await lake.command(sql`DROP TABLE ${nameTable('old')}`)
  await lake.command(sql`CREATE TABLE ${nameTable('old')} (_row UInt64, _batch UInt32,
    _ingested_at DateTime64(3, 'UTC'), ${ident('geo.city')} Nullable(String), tags Array(Nullable(String)))
    ENGINE = MergeTree ORDER BY (_batch, _row)`)
  await lake.command(
    sql`INSERT INTO _batches (dataset, batch, status, version) VALUES ('old', 1, 'committed', 2)`,
  )
  await lake.command(sql`INSERT INTO ${nameTable('old')} VALUES (7, 1, now64(3), 'Kiel', ['a'])`)
  for (let starts = 0; starts < 2; starts++) {
    await openDatasets(lake)
    const rows = await lake.query(
      sql`SELECT _row, _batch, ${identColumn('geo.city')} AS city, tags FROM ${nameTable('old')}`,
    )
    expect(rows).toEqual([{ _row: '7', _batch: 1, city: 'Kiel', tags: ['a'] }])
  }
})
