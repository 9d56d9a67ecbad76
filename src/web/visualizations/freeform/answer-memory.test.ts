import { expect, it } from 'vitest'
import type {
  FreeformRequestInput,
  FreeformResult,
} from '../../../query/reports/freeform/request.ts'
import { AnswerMemory } from './answer-memory.ts'

const request = (offset: number, end = '2026-02-01') =>
  ({ kind: 'freeform', offset, dateRange: { start: '2026-01-01', end } }) as FreeformRequestInput
const result = (rowCount: number) => ({ rowCount }) as FreeformResult

it('keeps rows until those of newer data are there', () => {
  const memory = new AnswerMemory()
  expect(memory.recall(request(0), 1, undefined)).toBeUndefined()
  expect(memory.recall(request(0), 1, result(5))).toEqual(result(5))
  expect(memory.recall(request(0, '2026-02-02'), 2, undefined)).toEqual(result(5))
  expect(memory.recall(request(50), 2, undefined)).toBeUndefined()
})

it('shows none under other dates', () => {
  const memory = new AnswerMemory()
  memory.recall(request(0), 1, result(5))
  expect(memory.recall(request(0, '2026-02-02'), 1, undefined)).toBeUndefined()
})

it('does not grow without end', () => {
  const memory = new AnswerMemory()
  for (let offset = 0; offset < 100; offset++) memory.recall(request(offset), 1, result(offset))
  expect(memory.recall(request(99), 2, undefined)).toEqual(result(99))
  expect(memory.recall(request(0), 2, undefined)).toBeUndefined()
})
