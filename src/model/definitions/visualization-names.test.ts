import { expect, it } from 'vitest'
import type { Formula } from '../formula.ts'
import { findVisualizationNames } from './visualization-names.ts'

const readNothing = (): Formula => 0
const namesIn = (value: unknown) =>
  findVisualizationNames(value, [], readNothing).map(({ kind, id, path }) => [
    kind,
    id,
    path.join('/'),
  ])

it('finds what requests and settings name, wherever it stands', () => {
  const settings = {
    rows: { segments: ['buyers', { container: 'event', where: { segment: 'mobile' } }] },
    columns: [{ above: { dateRange: 'may' }, columns: [{ metric: 'aov' }] }],
    compare: ['returning'],
    goal: { metric: 'orders' },
    measures: [{ where: { or: [{ metric: 'revenue', op: 'gt', value: 3 }] } }],
  }
  expect(namesIn(settings)).toEqual([
    ['segment', 'buyers', 'rows/segments/0'],
    ['segment', 'mobile', 'rows/segments/1/where/segment'],
    ['date-range', 'may', 'columns/0/above/dateRange'],
    ['calculated-metric', 'aov', 'columns/0/columns/0/metric'],
    ['segment', 'returning', 'compare/0'],
    ['calculated-metric', 'orders', 'goal/metric'],
    ['calculated-metric', 'revenue', 'measures/0/where/or/0/metric'],
  ])
})

it('takes no items, texts, presets and bounds for names', () => {
  expect(
    namesIn({
      where: { dimension: 'page', op: 'equals', value: 'orders' },
      item: 'orders',
      text: 'orders',
      dateRange: 'last-month',
      comparison: { dateRange: { start: '2026-01-01', end: '2026-02-01' } },
      segments: [],
      metric: '',
      formula: { half: 'written' },
    }),
  ).toEqual([])
})

it('reads formulas', () => {
  const read = () => ({ op: '/' as const, args: [{ metric: 'a', segments: ['s'] }, { number: 2 }] })
  const found = findVisualizationNames({ columns: [{ formula: '[s] a / 2' }] }, ['x'], read)
  expect(found.map(({ id, path }) => [id, path.join('/')])).toEqual([
    ['s', 'x/columns/0/formula/args/0/segments/0'],
    ['a', 'x/columns/0/formula/args/0/metric'],
  ])
})
