import { expect, it } from 'vitest'
import { rowsOfSource, writeCopied } from './copied-text.ts'
import { layOutHeads } from './head-layout.ts'

const heads = layOutHeads([
  { id: 'p', name: 'People' },
  { id: 'm', name: 'Mobile', under: [{ id: 'r', name: 'Revenue', note: 'linear' }] },
])
const rowAt = (position: number) => ({
  id: `${position}`,
  level: 1,
  name: `Row ${position}`,
  cellAt: (column: number) => ({ text: 'printed', value: position + column / 4 }),
})
const copied = { heads, cornerName: 'Page', rowAt }

it('copies raw values, with the whole name of each column where asked', () => {
  const range = { top: 3, bottom: 4, left: 0, right: 2 }
  expect(writeCopied([range], copied, false)).toBe('Row 3\t3\t3.25\nRow 4\t4\t4.25')
  expect(writeCopied([{ ...range, bottom: 3 }], copied, true)).toBe(
    'Page\tPeople\tMobile › Revenue (linear)\nRow 3\t3\t3.25',
  )
})

it('copies several rectangles, and leaves what is not there empty', () => {
  const ranges = [
    { top: 3, bottom: 3, left: 1, right: 1 },
    { top: 5, bottom: 5, left: 2, right: 2 },
  ]
  expect(writeCopied(ranges, copied, false)).toBe('3\n\n5.25')
  expect(writeCopied(ranges, { ...copied, rowAt: () => undefined }, false)).toBe('\n\n')
})

it('says which rows of the source are needed', () => {
  const shape = { headRows: 2, pinnedRows: 1, bodyRows: 9, columns: 2 }
  expect(rowsOfSource([{ top: 2, bottom: 5, left: 0, right: 0 }], shape)).toEqual([0, 2])
  expect(rowsOfSource([{ top: 2, bottom: 2, left: 0, right: 0 }], shape)).toBeNull()
})
