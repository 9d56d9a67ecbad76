import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Importing, openImporting } from '../../../test/support/importing.ts'
import { sql } from '../../lake/sql.ts'
import { importFiles, importRows } from '../index.ts'

let importing: Importing
beforeAll(async () => {
  importing = await openImporting()
})
afterAll(() => importing.close())

/** The times of the rows, of each row of a dataset. */
async function timesOf(dataset: string) {
  const rows = await importing.lake.query<{ t: string }>(sql`
    SELECT toString(_time) AS t FROM ${{ kind: 'sql', parts: [`dataset_${dataset}`] }} ORDER BY _row`)
  return rows.map(({ t }) => t)
}

it.each([
  ['2024-01-31', '14:05', '2024-01-31 14:05:00.000'],
  ['2024-01-31', '2:42:10 PM', '2024-01-31 14:42:10.000'],
  ['2024-01-31', '12:05 am', '2024-01-31 00:05:00.000'],
  ['2024-01-31 00:00:00', '02:42:00.5', '2024-01-31 02:42:00.500'],
  ['2024-01-31', '14:05:00+01:00', '2024-01-31 13:05:00.000'],
  ['20240131', '02:42:07', '2024-01-31 02:42:07.000'],
  ['31.01.2024', '9:05 Uhr', '2024-01-31 09:05:00.000'],
  ['31 Jan 2024', '14:05', '2024-01-31 14:05:00.000'],
  ['2024-01-31', '', '2024-01-31 00:00:00.000'],
])('joins %s and %s', async (day, time, instant) => {
  const text = `Time;Date;who\n${time};${day};ann\n14:05;${day};bob\n`
  const { report } = await importing.load('a.csv', text)
  expect(report).toMatchObject({ added: 2, batches: [{ used: { timestamp: 'Date+Time' } }] })
  expect((await timesOf(report.dataset))[0]).toBe(instant)
})

it('puts rows aside whose day is missing or whose time of day is none', async () => {
  const text =
    'Time,Date,who\n14:05,,ann\n25:00,2024-01-31,bob\n13:00 PM,2024-01-31,eve\n10:00,2024-01-31,joe\n'
  const { report } = await importing.load('a.csv', text, { timestamp: 'Date+Time' })
  expect(report).toMatchObject({ added: 1, skipped: { 'missing-time': 1, 'unreadable-time': 2 } })
})

it('reads only the day where that is told, and what has a plus in its name', async () => {
  const days = 'Time,Date,who\n14:05,2024-01-31,ann\n'
  const { report } = await importing.load('a.csv', days, { timestamp: 'Date' })
  expect(await timesOf(report.dataset)).toEqual(['2024-01-31 00:00:00.000'])
  const plus = 'a+b,a,b\n2024-02-01,2024-01-31,14:05\n'
  const named = await importing.load('a.csv', plus, { timestamp: 'a+b' })
  expect(await timesOf(named.report.dataset)).toEqual(['2024-02-01 00:00:00.000'])
})

it('goes on in later files and posted rows', async () => {
  const { report } = await importing.load('a.csv', 'Time,Date\n14:05,2024-01-31\n')
  await importRows(importing.lake, report.dataset, [{ Date: '2024-02-01', Time: '08:00' }])
  expect(await timesOf(report.dataset)).toEqual([
    '2024-01-31 14:05:00.000',
    '2024-02-01 08:00:00.000',
  ])
})

it('joins days of files with types', async () => {
  const path = `${importing.dir}/typed.parquet`
  await importing.lake.command(sql`
    INSERT INTO FUNCTION file(${{ kind: 'sql', parts: [`'${path}'`] }}, 'Parquet', 'Date Date, Time String')
    SELECT toDate('2024-01-31'), '14:05'`)
  await importFiles(importing.lake, 'typed', [path])
  expect(await timesOf('typed')).toEqual(['2024-01-31 14:05:00.000'])
})
