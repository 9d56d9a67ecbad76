import { modelsOf } from '../reports/attribution/compile.ts'
import { comparedPeriod } from '../reports/key-metric/compile.ts'
import { setName } from '../reports/venn/compile.ts'
import { resolvePeriod } from '../compilation/period.ts'
import { behindAsCell } from './as-cell.ts'
import { type Behind, columnAt, notThere, rowAt } from './behind.ts'

/** Who is behind an interval of a metric, now or in what it is compared with. */
export const behindKeyMetric: Behind<'key-metric'> = async (c, request, place) => {
  const side = columnAt(place, ['primary', 'comparison'])
  const { metric, interval, compareSegment } = request
  const { start, end } = comparedPeriod(c, request, resolvePeriod(c, request.dateRange), [])
  const iso = (ms: number) => new Date(ms).toISOString()
  const isOther = side === 'comparison'
  const segments = isOther && compareSegment !== undefined ? [compareSegment] : []
  const dateRange = isOther ? { start: iso(start), end: iso(end) } : request.dateRange
  const isTotal = !('row' in place) || place.row === undefined
  const row = isTotal ? [] : rowAt(place, '')
  const over = { ...request, dateRange }
  const column = { metric, segments }
  return behindAsCell(c, over, { column, dimensions: isTotal ? [] : [interval], row })
}

/** Who is behind an area, named by the indexes of its sets. */
export const behindVenn: Behind<'venn'> = async (c, { metric, sets, ...request }, place) => {
  const row = rowAt(place, 'an area is the indexes of its sets: { "row": [0, 1] }')
  const segments = row.map((index) => {
    const set = typeof index === 'number' ? sets[index] : undefined
    if (set === undefined) throw notThere(`there is no set ${index}`, ['explain', 'row'])
    return set
  })
  const column = { metric, segments }
  const cell = { column, dimensions: [], row: [] }
  const found = await behindAsCell(c, { ...request, metric, sets }, cell)
  const names = row.map((index) => setName(c, sets[Number(index)]!, Number(index)))
  return { ...found, definition: `${metric} in ${names.join(' and ')}` }
}

/** Whose conversions an item is credited with: they converted and have the item. */
export const behindAttribution: Behind<'attribution'> = async (c, request, place) => {
  const models = modelsOf(request, [])
  const names = models.map(({ model }) => model)
  const row = rowAt(place, 'credit has rows and models: { "row": "Email", "column": "linear" }')
  const attribution = models[names.indexOf(columnAt(place, names))]!
  const { metric, dimension } = request
  const column = { metric, attribution }
  const found = await behindAsCell(c, request, { column, dimensions: [dimension], row })
  const definition = `${found.definition}, credited by ${attribution.model}; people who converted and have an event with the item in the range, whatever the model gives`
  return { ...found, definition }
}
