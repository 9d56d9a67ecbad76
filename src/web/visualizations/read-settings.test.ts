import { expect, it } from 'vitest'
import type { ComponentList } from '../../model/answers/data-views.ts'
import { firstDimension } from './read-settings.ts'

const listOf = (...ids: readonly string[]): ComponentList => ({
  dimensions: [
    { id: 'day', name: 'Day', isStandard: true },
    ...ids.map((id) => ({ id, name: id, isStandard: false })),
  ],
  metrics: [],
  segments: [],
  calculatedMetrics: [],
  dateRanges: [],
  fields: [],
})

it('a new visualization starts with what people do, not with who they are', () => {
  expect(firstDimension(listOf('user_id', 'sessionId', 'id', 'event', 'page'))).toBe('event')
  expect(firstDimension(listOf('paid', 'page'))).toBe('paid')
  expect(firstDimension(listOf('order.uuid'))).toBe('order.uuid')
  expect(firstDimension(listOf())).toBe('day')
})
