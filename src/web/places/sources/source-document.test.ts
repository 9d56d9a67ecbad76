import { expect, it } from 'vitest'
import { source } from '../../../model/definitions/source.ts'
import type { SourceDocument } from '../../api/index.ts'
import {
  beginAs,
  isOverlap,
  isWhole,
  kindOf,
  printOverlap,
  readOverlap,
} from './source-document.ts'

const begin = (kind: 'sdk' | 'folder' | 'table'): SourceDocument => ({
  kind: 'source',
  id: 'shop',
  dataset: 'shop',
  ...beginAs(kind),
})

it('begins as each kind, and is whole once all is told', () => {
  for (const kind of ['sdk', 'folder', 'table'] as const) expect(kindOf(begin(kind))).toBe(kind)
  expect(isWhole(begin('sdk'))).toBe(true)
  expect(isWhole(begin('folder'))).toBe(true)
  expect(isWhole(begin('table'))).toBe(false)
  const told = { url: 'env:ERP', table: 'invoices', cursor: 'updated_at' }
  expect(isWhole({ ...begin('table'), table: told })).toBe(true)
  expect(source.safeParse(begin('folder')).success).toBe(true)
})

it.each(['', '0', '1000', '2h'])('reads and prints the overlap %j', (text) => {
  expect(printOverlap(readOverlap(text))).toBe(text)
  expect(isOverlap(readOverlap(text))).toBe(true)
})

it('says what is no overlap', () => {
  expect(isOverlap(readOverlap('2 hours'))).toBe(false)
})
