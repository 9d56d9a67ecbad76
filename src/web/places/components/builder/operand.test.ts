import { expect, it } from 'vitest'
import { readDistance, writeDistance } from './distance.ts'
import { readScalar, withItem, withOperator } from './operand.ts'

it('values keep their type', () => {
  expect(readScalar('7', '7', false)).toBe('7')
  expect(readScalar('8', '7', false)).toBe('8')
  expect(readScalar('8', 7, false)).toBe(8)
  expect(readScalar('', 7, false)).toBe('')
  expect(readScalar('false', true, false)).toBe(false)
  expect(readScalar('2026-01-01', 0, true)).toBe('2026-01-01')
})

it('an operator gets the value that it takes', () => {
  const page = { dimension: 'page', op: 'equals', value: 'Home' } as const
  expect(withOperator(page, 'exists')).toEqual({ dimension: 'page', op: 'exists' })
  expect(withOperator(page, 'equals-any')).toMatchObject({ value: ['Home'] })
  expect(withOperator(page, 'gt')).toMatchObject({ value: 0 })
  expect(withOperator({ ...page, op: 'equals-any', value: ['a', 'b'] }, 'contains')).toMatchObject({
    value: 'a',
  })
})

it('an item becomes the value, or one of the values', () => {
  const page = { dimension: 'page', op: 'exists' } as const
  expect(withItem(page, 'Home')).toEqual({ dimension: 'page', op: 'equals', value: 'Home' })
  expect(withItem({ ...page, op: 'contains', value: 'x' }, 'Home')).toMatchObject({
    op: 'contains',
    value: 'Home',
  })
  const any = { ...page, op: 'equals-any', value: ['Home'] } as const
  expect(withItem({ ...any, value: [...any.value] }, 'Tents')).toMatchObject({
    value: ['Home', 'Tents'],
  })
  expect(withItem({ ...any, value: [...any.value] }, 'Home')).toMatchObject({ value: ['Home'] })
})

it('distances are read as they were written', () => {
  const all = [{ minutes: 30 }, { events: 2 }, { sessions: 1 }, { dimension: 'page', count: 3 }]
  expect(all.map((each) => writeDistance(readDistance(each)))).toEqual(all)
})
