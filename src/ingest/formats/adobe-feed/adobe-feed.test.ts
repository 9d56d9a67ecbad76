import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { packTar } from 'modern-tar'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Importing, openImporting } from '../../../../test/support/importing.ts'
import { importFiles } from '../../index.ts'
import { selectRows } from '../../../lake/datasets/rows.ts'
import { sql } from '../../../lake/sql.ts'

let importing: Importing
beforeAll(async () => {
  importing = await openImporting()
})
afterAll(() => importing.close())

const headers =
  'hit_time_gmt\tdate_time\tvisid_high\tpagename\tbrowser\tlanguage\tevent_list\tvisit_ref_type\n'
const hits = [
  '1704103200\t2024-01-01 05:00:00\t3141592653589793238\tHome\\tpage\t2\t45\t200,100=5\t3',
  '1704103260\t2024-01-01 05:01:00\t3141592653589793238\tCart\t99\t45\t\t',
  '',
].join('\n')
const lookups = {
  'browser.tsv': '1\tNetscape\n2\tFirefox 120\n',
  'languages.tsv': '45\tGerman\n',
  'referrer_type.tsv': '3\tSearch engines\n',
}
const expected = [
  {
    hit_time_gmt: '2024-01-01 10:00:00.000',
    visid_high: '3141592653589793238',
    pagename: 'Home\tpage',
    browser: 'Firefox 120',
    language: 'German',
    event_list: '200,100=5',
    visit_ref_type: 'Search engines',
  },
  { pagename: 'Cart', browser: '99', visit_ref_type: null },
]
const tar = (files: Readonly<Record<string, string>>) =>
  packTar(
    Object.entries(files).map(([name, body]) => ({
      header: { name, size: Buffer.byteLength(body), type: 'file' as const },
      body,
    })),
  )

it('reads an archive with all in it', async () => {
  const files = { ...lookups, 'column_headers.tsv': headers, 'hit_data.tsv': hits }
  const archive = gzipSync(await tar(files))
  const { report, rows } = await importing.load('suite_2024-01-01.tar.gz', archive)
  expect(report.batches).toMatchObject([
    { added: 2, used: { format: 'adobe-feed', packed: ['gz', 'tar'] } },
  ])
  expect(rows).toMatchObject(expected)
})

it.each([
  ['files in one folder', 'hit_data.tsv', { ...lookups, 'column_headers.tsv': headers }],
  [
    'hits beside an archive of the rest',
    '01-suite_2024-01-01.tsv.gz',
    { 'suite_2024-01-01-lookup_data.tar.gz': { ...lookups, 'column_headers.tsv': headers } },
  ],
] as const)('reads %s', async (what, name, beside) => {
  const folder = join(importing.dir, what)
  await mkdir(folder)
  for (const [other, contents] of Object.entries(beside)) {
    await writeFile(
      join(folder, other),
      typeof contents === 'string' ? contents : gzipSync(await tar(contents)),
    )
  }
  await writeFile(join(folder, name), name.endsWith('.gz') ? gzipSync(hits) : hits)
  const id = name.replace(/\W/g, '')
  await importFiles(importing.lake, id, [join(folder, name)])
  const rows = await importing.lake.query(sql`SELECT * FROM ${selectRows({ id })} ORDER BY _row`)
  expect(rows).toMatchObject(expected)
})

it('says what is missing', async () => {
  await expect(importing.load('a.tsv', hits, { format: 'adobe-feed' })).rejects.toMatchObject({
    code: 'import/unreadable',
    params: { reason: expect.stringContaining('column_headers.tsv') },
  })
})

it('takes lists of numbers for no amounts', async () => {
  const [first, second] = hits.split('\n').map((hit) => hit.split('\t'))
  const lines = [first!, second!].map((hit) => hit.toSpliced(6, 1, '200,10').join('\t'))
  const files = { 'column_headers.tsv': headers, 'hit_data.tsv': `${lines.join('\n')}\n` }
  const { report, rows } = await importing.load('suite.tar.gz', gzipSync(await tar(files)))
  expect(rows.map((row) => row['event_list'])).toEqual(['200,10', '200,10'])
  expect(report.batches[0]).toMatchObject({ added: 2, warnings: [] })
})
