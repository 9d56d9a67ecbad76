import { expect, it } from 'vitest'
import type { ShownAnnotation } from '../../../model/answers/annotations.ts'
import type { PanelContext } from '../visualization.ts'
import { annotationFlags } from './annotation-flags.ts'

const annotation = (id: string, more: Partial<ShownAnnotation> = {}): ShownAnnotation => ({
  id,
  name: id,
  color: 'green',
  hasTime: false,
  components: [],
  segments: [],
  first: { day: '2026-01-02', week: '2025-12-29' },
  last: { day: '2026-01-04', week: '2025-12-29' },
  ...more,
})

const context = (...annotations: readonly ShownAnnotation[]) =>
  ({ annotations, segments: ['buyers'] }) as unknown as PanelContext

const days = (...items: readonly string[]) => ({
  unit: 'day',
  intervals: items,
  components: ['orders'],
})

it('stand where they begin, as far as the chart goes', () => {
  const flags = (...items: readonly string[]) =>
    annotationFlags(context(annotation('a')), days(...items)).map(({ at, until }) => [at, until])
  expect(flags('2026-01-01', '2026-01-02', '2026-01-03')).toEqual([[1, 2]])
  expect(flags('2026-01-03', '2026-01-04', '2026-01-05')).toEqual([[0, 1]])
  expect(flags('2026-01-05', '2026-01-06')).toEqual([])
  expect(flags('2026-01-04', '2026-01-09', '2026-01-02')).toEqual([[0, undefined]])
})

it('are shown beside what they are about', () => {
  const shown = annotationFlags(
    context(
      annotation('of all'),
      annotation('of orders', { components: ['revenue', 'orders'] }),
      annotation('of revenue', { components: ['revenue'] }),
      annotation('of buyers', { segments: ['buyers'] }),
      annotation('of visitors', { segments: ['visitors'] }),
      annotation('of compared', { segments: ['visitors', 'callers'] }),
    ),
    { ...days('2026-01-02'), segments: ['callers'] },
  )
  const names = shown.map(({ name }) => name)
  expect(names).toEqual(['of all', 'of orders', 'of buyers', 'of compared'])
})

it('are nowhere in a chart of another unit', () => {
  expect(annotationFlags(context(annotation('a')), { ...days('2'), unit: 'hour-of-day' })).toEqual(
    [],
  )
})
