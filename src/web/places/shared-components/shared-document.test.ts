import { expect, it } from 'vitest'
import type { SharedComponentDocument } from '../../api/index.ts'
import type { ViewDocument } from '../data-views/view-document.ts'
import { beginShared, missingRate, overriddenBy, tryShared, usesIn } from './shared-document.ts'

const shared: SharedComponentDocument = {
  kind: 'shared-component',
  id: 'revenue',
  name: 'Revenue',
  component: 'metric',
  settings: { field: 'price', currency: { codeDimension: 'code', to: 'EUR' } },
}
const view: ViewDocument = {
  kind: 'data-view',
  id: 'main',
  connection: 'all',
  dimensions: [{ id: 'revenue' }],
  metrics: [{ id: 'orders' }, { shared: 'revenue', id: 'sales', description: 'Ours' }],
}

it('is written out where a data view uses it, overridden as there', () => {
  expect(usesIn(view, shared).map(overriddenBy)).toEqual([['description']])
  const { document, place } = tryShared(view, shared)
  expect(place).toEqual({ list: 'metrics', id: 'sales' })
  expect(document.metrics).toEqual([
    { id: 'orders' },
    { ...shared.settings, id: 'sales', name: 'Revenue', description: 'Ours' },
  ])
})

it('is added to one that does not use it, under an id that nothing has', () => {
  const { document, place } = tryShared({ ...view, metrics: [] }, shared)
  expect(place).toEqual({ list: 'metrics', id: 'revenue-2' })
  expect(document.metrics).toEqual([{ ...shared.settings, id: 'revenue-2', name: 'Revenue' }])
})

it('says which rate a data view lacks for it', () => {
  const { document, place } = tryShared(view, shared)
  expect(missingRate(document, place)).toBe('EUR')
  const exchangeRates = [{ currency: 'EUR', from: '2026-01-01', usd: 1.1 }]
  expect(missingRate({ ...document, exchangeRates }, place)).toBeUndefined()
})

it('is copied without its name', () => {
  expect(beginShared(shared)).toEqual({
    kind: 'shared-component',
    id: '',
    component: 'metric',
    settings: shared.settings,
  })
})
