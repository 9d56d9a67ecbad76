import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Importing, openImporting } from '../../test/support/importing.ts'

let importing: Importing
beforeAll(async () => {
  importing = await openImporting()
})
afterAll(() => importing.close())

it.each([
  [
    'a web page',
    '\n<!DOCTYPE html><html><body>502 Bad Gateway, try, again</body></html>',
    'it is a web page',
  ],
  ['a PDF document', '%PDF-1.7\n1,2,3\n', 'it is a PDF document'],
  ['an image', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'it is an image'],
  [
    'an old workbook',
    Buffer.from('d0cf11e0a1b11ae10000000000000000', 'hex'),
    'save it as .xlsx or .csv',
  ],
  ['a database', Buffer.from('SQLite format 3\0\x10\0'), 'it is an SQLite database'],
  [
    'an archive of another kind',
    Buffer.from('377abcaf271c0004', 'hex'),
    'pack it as zip or tar.gz',
  ],
  ['nothing but zeros', Buffer.alloc(5000), 'it is not text'],
])('says in one line that a file is %s, whatever it is called', async (_, contents, reason) => {
  for (const name of ['a.csv', 'a.json', 'a', 'a.txt']) {
    const error = await importing.load(name, contents).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      code: 'import/unreadable',
      params: { reason: expect.stringContaining(reason) },
    })
    expect((error as Error).message).not.toContain('\n')
  }
})
