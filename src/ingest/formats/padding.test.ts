import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Importing, openImporting } from '../../../test/support/importing.ts'

let importing: Importing
beforeAll(async () => {
  importing = await openImporting()
})
afterAll(() => importing.close())

const lookup = { kind: 'lookup' } as const

describe('blanks beside delimiters', () => {
  it.each(['a.csv', 'a.tsv'])(
    'are parts of texts, ids too, and none of numbers (%s)',
    async (name) => {
      const text = 'user_id,page,n\n 7,Home , 1.5\n7, Home,2 \n8,Home,3\n'
      const { report, rows } = await importing.load(name, separate(name, text), lookup)
      expect(rows).toEqual([
        { user_id: ' 7', page: 'Home ', n: 1.5 },
        { user_id: '7', page: ' Home', n: 2 },
        { user_id: '8', page: 'Home', n: 3 },
      ])
      expect(report.batches).toMatchObject([{ used: { trim: false } }])
    },
  )

  it.each([
    ['behind every delimiter', 'user_id, page, n\n7, Home, 1.5\n8, Cart, 2\n'],
    ['before quotes', 'user_id,page,n\n7, "Home",1.5\n8,Cart,2\n'],
    [
      'to make columns of one width',
      'user_id,page  ,n  \n7      ,Home  ,1.5\n8      ,Cart  ,2  \n',
    ],
    ['where there is nothing else', 'user_id,page,n,note\n7,Home,1.5,  \n8, Cart,2,x\n'],
    ['as tabs', 'user_id,page,n\n7\t,Home,1.5\n8,Cart,2\n'],
  ])('are none where they stand %s', async (_, text) => {
    const { report, rows } = await importing.load('a.csv', text, lookup)
    expect(rows).toMatchObject([
      { page: 'Home', n: 1.5 },
      { page: 'Cart', n: 2 },
    ])
    expect(rows.map(({ user_id }) => String(user_id))).toEqual(['7', '8'])
    expect(report.batches).toMatchObject([{ used: { trim: true } }])
  })

  it.each([
    ['a.csv', true, 'Home'],
    ['a.csv', false, ' Home'],
    ['a.tsv', true, 'Home'],
    ['a.tsv', false, ' Home'],
  ])('are what is told of them (%s, %s)', async (name, trim, page) => {
    const texts = ['id,page\n7, Home\n8, Home\n', 'id, page\n7, Home\n8, Home\n']
    for (const text of texts) {
      const { rows } = await importing.load(name, separate(name, text), { ...lookup, trim })
      expect(rows.map((row) => row['page'])).toEqual([page, page])
    }
  })

  it('are parts of texts in quotes, and of cells of workbooks and JSON', async () => {
    const quoted = 'id,page\n"a"," Home"\n"b","  "\n'
    const { rows } = await importing.load('a.csv', quoted, { ...lookup, trim: true })
    expect(rows).toMatchObject([{ page: ' Home' }, { page: '  ' }])
    const json = await importing.load('a.jsonl', '{"id":"a","page":" Home"}\n', lookup)
    expect(json.rows).toMatchObject([{ page: ' Home' }])
  })
})

const separate = (name: string, text: string) =>
  name.endsWith('.tsv') ? text.replaceAll(',', '\t') : text
