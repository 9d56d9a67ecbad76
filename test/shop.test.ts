import { beforeAll, describe, expect, it } from 'vitest'
import { parseDefinitionOf } from '../src/model/definitions/index.ts'
import { parseRequest } from '../src/model/requests/index.ts'
import { definitionsOf } from '../src/query/compilation/definitions.ts'
import type { JourneySource } from '../src/query/compilation/journey-source.ts'
import { runReport } from '../src/query/run-reports.ts'
import { hasShop, shopSource } from './support/shop.ts'

const dateRange = { start: '2024-01-01', end: '2025-01-01' }

describe.skipIf(!hasShop)('the shop (skipped where ecom.csv.gz is absent)', () => {
  let source: JourneySource
  beforeAll(() => {
    source = shopSource()
  })

  const ask = async (request: object, timeoutMinutes = 30) => {
    const view = {
      kind: 'data-view',
      id: 'shop',
      connection: 'shop',
      session: { timeoutMinutes },
    }
    const dataView = parseDefinitionOf('data-view', view)
    const context = { source, dataView, definitions: definitionsOf([]), now: 0 }
    return runReport(context, parseRequest({ dataView: 'shop', dateRange, ...request }))
  }

  it('counts events, people and sessions', async () => {
    const columns = ['events', 'people', 'sessions'].map((metric) => ({ metric }))
    const request = { kind: 'freeform', rows: { dimension: 'platform' }, columns }
    expect(await ask(request)).toMatchObject({ totals: [31106, 600, 3605] })
    expect(await ask(request, 10)).toMatchObject({ totals: [31106, 600, 4171] })
  })

  it('follows people from home to purchase', async () => {
    const items = ['home', 'product_view', 'add_to_cart', 'purchase']
    const steps = items.map((item) => ({ any: [{ dimension: 'event', item }] }))
    const result = await ask({ kind: 'fallout', steps })
    expect(result).toMatchObject({
      series: [{ steps: [586, 581, 480, 247].map((count) => ({ count })) }],
    })
  })

  it('reads the same whether a window is given that never ends', async () => {
    const items = ['home', 'product_view', 'add_to_cart', 'purchase']
    const steps = items.map((item) => ({ any: [{ dimension: 'event', item }] }))
    const plain = await ask({ kind: 'fallout', steps })
    const windowed = await ask({ kind: 'fallout', steps, window: { years: 99 } })
    const series = (result: object) => ('series' in result ? result.series : null)
    expect(series(windowed)).toEqual(series(plain))
  })
})
