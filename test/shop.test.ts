import { beforeAll, describe, expect, it } from 'vitest'
import type { JourneySource } from '../src/query/compilation/journey-source.ts'
import { ask } from './support/ask.ts'
import { hasShop, shopReason, shopSource } from './support/shop.ts'

const dateRange = { start: '2024-01-01', end: '2025-01-01' }

describe.skipIf(!hasShop)(`the shop${shopReason}`, () => {
  let source: JourneySource
  beforeAll(() => {
    source = shopSource()
  })

  const askShop = (request: object, timeoutMinutes = 30) =>
    ask({ source, view: { session: { timeoutMinutes } } }, { dateRange, ...request })

  it('counts events, people and sessions', async () => {
    const columns = ['events', 'people', 'sessions'].map((metric) => ({ metric }))
    const request = { kind: 'freeform', rows: { dimension: 'platform' }, columns }
    expect(await askShop(request)).toMatchObject({ totals: [31106, 600, 3605] })
    expect(await askShop(request, 10)).toMatchObject({ totals: [31106, 600, 4171] })
  })

  it('follows people from home to purchase', async () => {
    const items = ['home', 'product_view', 'add_to_cart', 'purchase']
    const steps = items.map((item) => ({ any: [{ dimension: 'event', item }] }))
    const result = await askShop({ kind: 'fallout', steps })
    expect(result).toMatchObject({
      series: [{ steps: [586, 581, 480, 247].map((count) => ({ count })) }],
    })
  })

  it('reads the same whether a window is given that never ends', async () => {
    const items = ['home', 'product_view', 'add_to_cart', 'purchase']
    const steps = items.map((item) => ({ any: [{ dimension: 'event', item }] }))
    const plain = await askShop({ kind: 'fallout', steps })
    const windowed = await askShop({ kind: 'fallout', steps, window: { years: 99 } })
    const series = (result: object) => ('series' in result ? result.series : null)
    expect(series(windowed)).toEqual(series(plain))
  })
})
