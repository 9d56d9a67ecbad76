import { describe, expect, it } from 'vitest'
import type { FreeformResult } from '../../src/query/reports/freeform/request.ts'
import { ask, type World } from '../support/ask.ts'

const view = (event: string, ...all: [name: string, category: string][]) => ({
  event,
  products: all.map(([name, category]) => ({ name, category })),
})

/** Ann sees a washer beside a dryer, then two washers, and orders for 90. */
const shop: World = {
  rows: [
    ['2024-01-01T10:00', view('view', ['W1', 'Washers'], ['D1', 'Dryers'])],
    ['2024-01-01T10:01', view('view', ['W1', 'Washers'], ['W2', 'Washers'], ['W1', 'Dryers'])],
    ['2024-01-01T10:02', { event: 'order', revenue: 90 }],
  ],
  view: {
    dimensions: [
      { id: 'name', field: 'products.name' },
      { id: 'category', field: 'products.category' },
      { id: 'event' },
    ],
    metrics: [{ id: 'revenue' }],
  },
}

async function credit(model: string, category: string | null): Promise<object> {
  const { rows } = (await ask(shop, {
    kind: 'freeform',
    rows: { dimension: 'name' },
    columns: [{ metric: 'revenue', attribution: { model } }],
    ...(category === null ? {} : { where: [{ dimension: 'category', item: category }] }),
  })) as FreeformResult
  return Object.fromEntries(rows.map(({ item, values }) => [item, values[0]]))
}

describe('credit of list elements', () => {
  it('every value of a touchpoint has all of its credit (§7.4)', async () => {
    expect(await credit('linear', null)).toEqual({ W1: 90, D1: 45, W2: 45 })
    expect(await credit('last-touch', null)).toEqual({ W1: 90, W2: 90 })
  })

  it('a breakdown shows that of elements of the parent item alone (§3.12)', async () => {
    expect(await credit('linear', 'Washers')).toEqual({ W1: 90, W2: 45 })
    expect(await credit('linear', 'Dryers')).toEqual({ D1: 45, W1: 45 })
    expect(await credit('last-touch', 'Dryers')).toEqual({ W1: 90 })
  })

  it('what a parent has by item is divided among the items below it', async () => {
    expect(await credit('participation', 'Washers')).toEqual({ W1: 90, W2: 90 })
    expect(await credit('algorithmic', 'Washers')).toEqual({ W1: 22.5, W2: 22.5 })
    expect(await credit('algorithmic', 'Dryers')).toEqual({ D1: 22.5, W1: 22.5 })
  })
})
