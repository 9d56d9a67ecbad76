import { expect, it } from 'vitest'
import type { Mark } from '../visualizations/index.ts'
import { intervalOfMark } from './interval-of-mark.ts'

const mark = (more: Partial<Mark>) => more as Mark

it('is that of the shortest unit among the items', () => {
  const month = { dimension: 'month', item: '2026-01' }
  const day = { dimension: 'day', item: '2026-01-31' }
  expect(intervalOfMark(mark({ items: [month, day] }))).toBe('2026-01-31')
  expect(intervalOfMark(mark({ items: [month] }))).toBe('2026-01')
  expect(intervalOfMark(mark({ items: [{ dimension: 'page', item: 'Home' }] }))).toBeNull()
  expect(intervalOfMark(mark({ items: [{ dimension: 'day', item: null }] }))).toBeNull()
  expect(intervalOfMark(mark({ interval: '2026-W05' }))).toBe('2026-W05')
})
