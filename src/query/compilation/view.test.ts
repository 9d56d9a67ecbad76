import { expect, it } from 'vitest'
import { sourceOf, compilationOf, viewOf } from '../../../test/support/items-per-row.ts'

it('offers what numbers something as a dimension, and never adds it up', async () => {
  const fields = { page: 'home', revenue: 3, order_id: 17, Version: 2, zip: 4711, isNew: true }
  const view = viewOf({ dimensions: [], metrics: [] })
  const c = await compilationOf(sourceOf([{ fields }]), view)
  expect([...c.view.dimensions.keys()].toSorted()).toEqual([
    'Version',
    'isNew',
    'order_id',
    'page',
    'zip',
  ])
  expect([...c.view.metrics.keys()].filter((id) => id in fields)).toEqual(['revenue'])
})
