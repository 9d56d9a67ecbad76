import { parquetReadObjects } from 'hyparquet'
import { expect, it } from 'vitest'
import { printParquet } from './print-parquet.ts'

const read = (
  columns: readonly string[],
  rows: readonly (readonly (string | number | boolean | null)[])[],
) => parquetReadObjects({ file: printParquet({ columns, rows }).slice().buffer })

it('keeps numbers, truth values, texts and what is missing', async () => {
  const columns = ['Page', 'People', 'Rate', 'Paid']
  const rows = [
    ['Home “ä”', 3, 0.1 + 0.2, true],
    [null, null, null, null],
    ['', 0, 1e300, false],
  ]
  const objects = rows.map((row) => Object.fromEntries(columns.map((name, k) => [name, row[k]])))
  expect(await read(columns, rows)).toEqual(objects)
})

it('takes a column of several kinds as text, and tells headings apart', async () => {
  expect(
    await read(
      ['Events', 'Events', 'Events (2)'],
      [
        [1, 'a', true],
        ['x', null, 2],
      ],
    ),
  ).toEqual([
    { Events: '1', 'Events (2)': 'a', 'Events (2) (2)': 'true' },
    { Events: 'x', 'Events (2)': null, 'Events (2) (2)': '2' },
  ])
})

it('writes a table without rows', async () => {
  expect(await read(['Page'], [])).toEqual([])
})
