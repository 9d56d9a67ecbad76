import { describe, expect, it } from 'vitest'
import { freeformRequest } from '../../../query/reports/freeform/request.ts'
import type { PanelContext } from '../visualization.ts'
import { parentsOf, rowsBelow, textOfKey } from './cell-choice.ts'
import { buildCellsRequest, readCellsSettings } from './cells-settings.ts'

const named = (id: string) => ({ id, name: id, isStandard: false })
const context: PanelContext = {
  dataView: 'main',
  timeZone: 'UTC',
  dateRange: 'last-7-days',
  comparison: 'last-month',
  segments: [],
  dataVersion: 1,
  components: {
    dimensions: [named('page'), named('device')],
    metrics: [named('orders')],
    segments: [],
    calculatedMetrics: [],
    dateRanges: [],
    fields: [],
  },
}

const home = { items: [{ dimension: 'page', item: 'Home' }] }
const table = {
  rows: { dimension: 'page' },
  columns: [{ id: 'orders', metric: 'orders' }],
  breakdowns: [{ parents: [home], by: { dimension: 'device' }, limit: 5 }],
}

const ask = (rows: readonly (readonly string[])[]) => {
  const settings = readCellsSettings({ table, cells: { rows, columns: [] } }, context.components)
  const request = buildCellsRequest(settings, context)
  return request === null ? null : freeformRequest.parse(request)
}

describe('a chart of cells', () => {
  it('asks for the chosen items, without what they are compared with', () => {
    const request = ask([['"Home"'], ['null']])
    expect(request?.rows).toEqual({ dimension: 'page', items: ['Home', null] })
    expect(request?.columns.map(({ id }) => id)).toEqual(['orders'])
  })

  it('asks as its table does where rows are those of a breakdown, or all', () => {
    const below = ask([['"Home"', '"Mobile"']])
    expect([below?.rows, below?.where]).toEqual([
      { dimension: 'device' },
      [{ dimension: 'page', item: 'Home' }],
    ])
    expect(ask([])?.rows).toEqual({ dimension: 'page' })
  })

  it('asks nothing where the rows are closed in its table', () => {
    expect(ask([['"Cart"', '"Mobile"']])).toBeNull()
  })

  it('shows rows of one depth', () => {
    const choice = { rows: [['a'], ['a', 'b'], ['c']], columns: [] }
    expect(rowsBelow(choice, parentsOf(choice))).toEqual(['a', 'c'])
    expect(textOfKey(home)).toBe('"Home"')
    expect(textOfKey({ segment: 'buyers' })).toBe('"buyers"')
  })
})
