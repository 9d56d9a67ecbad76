import { expect, it } from 'vitest'
import type { PanelContext } from '../visualization.ts'
import { buildFalloutRequest, moved, readFalloutSettings, withTouch } from './fallout-settings.ts'

const context: PanelContext = {
  dataView: 'main',
  timeZone: 'UTC',
  dateRange: 'last-7-days',
  comparison: null,
  segments: [],
  dataVersion: 1,
  components: {
    dimensions: [{ id: 'page', name: 'Page', isStandard: false }],
    metrics: [{ id: 'orders', name: 'Orders', isStandard: false }],
    segments: [],
    calculatedMetrics: [],
    dateRanges: [],
    fields: [],
  },
}

const home = { dimension: 'page', item: 'Home' }
const orders = { metric: 'orders' }

it('grows by steps and by alternatives to a step', () => {
  const steps = withTouch(
    withTouch(withTouch([], home), orders),
    { dimension: 'page', item: 'Cart' },
    0,
  )
  expect(steps.map(({ any }) => any.length)).toEqual([2, 1])
  expect(moved(steps, 1, 0)[0]?.any).toEqual([orders])
})

it('asks for its steps by name, with an all step in front', () => {
  const steps = withTouch(withTouch([], home), orders)
  const settings = { ...readFalloutSettings({}), steps }
  expect(buildFalloutRequest(settings, context)).toMatchObject({
    baseline: true,
    steps: [
      { any: [home], name: 'Home' },
      { any: [orders], name: 'Orders' },
    ],
    between: ['eventual'],
  })
  expect(buildFalloutRequest(readFalloutSettings({}), context)).toBeNull()
})

it('asks for steps that may be left out', () => {
  const stored = {
    steps: [
      { any: [home], gap: 'eventual' },
      { any: [orders], gap: 'eventual', isOptional: true },
    ],
  }
  const { steps } = buildFalloutRequest(readFalloutSettings(stored), context)!
  expect(steps.map(({ optional }) => optional)).toEqual([false, true])
})

it('leaves out steps of an address that do not fit', () => {
  const good = { any: [home], gap: 'next' }
  const stored = { steps: [good, { any: [] }, { any: [{}], gap: 'next' }, 3], container: 'event' }
  expect(readFalloutSettings(stored)).toMatchObject({ container: 'person', steps: [good] })
})
