import { expect, it } from 'vitest'
import { writeTsv } from './tsv.ts'

it('writes raw numbers, and quotes what would break a line or a cell', () => {
  expect(
    writeTsv([
      ['Page', 'People'],
      ['a\tb', 1234.5678901],
      ['say "x"\n', null],
    ]),
  ).toBe('Page\tPeople\n"a\tb"\t1234.5678901\n"say ""x""\n"\t')
})
