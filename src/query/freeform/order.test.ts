import fc from 'fast-check'
import { expect, it } from 'vitest'
import { listDomain } from '../compilation/value.ts'
import { takeFirstRows, orderRows } from './order.ts'
import { buildRowSpace } from './row-space.ts'

const figure = fc.constantFrom(Number.NaN, -1, 0, 0, 1, 1, 2, Number.POSITIVE_INFINITY)
const items = ['b', 'a', 'd', 'c']

it('the first rows are those of a whole sort, whatever ties and whatever is null', () => {
  const rows = fc.array(fc.record({ figure, code: fc.nat({ max: items.length }) }), {
    maxLength: 90,
  })
  const direction = fc.constantFrom('asc' as const, 'desc' as const)
  fc.assert(
    fc.property(rows, direction, fc.boolean(), fc.nat({ max: 6 }), (all, way, byItem, count) => {
      const domain = listDomain('items', items)
      const sortable = {
        codes: [Uint32Array.from(all, ({ code }) => code)],
        dimensions: [{ id: 'item', domain }],
        columns: new Map([['c', Float64Array.from(all, (row) => row.figure)]]),
      }
      const sort = byItem ? { dimension: 'item' } : { column: 'c' }
      const order = orderRows(sortable, [{ ...sort, direction: way }])
      const candidates = Uint32Array.from(all.keys()).filter((row) => row % 5 !== 1)
      const sorted = [...candidates].sort(order.compare)
      expect(takeFirstRows(candidates, count, order)).toEqual(sorted.slice(0, count))
    }),
  )
})

it('dense rows are the groups with a figure, in one stretch or not', () => {
  const column = fc.array(fc.constantFrom(0, 0, 3), { minLength: 12, maxLength: 12 })
  fc.assert(
    fc.property(column, column, fc.constantFrom([12], [3, 4]), (a, b, sizes) => {
      const values = [Float64Array.from(a), Float64Array.from(b)]
      const partial = { keys: null, values }
      const space = buildRowSpace([partial], sizes)
      const used = a.flatMap((x, group) => (x || b[group] ? [group] : []))
      expect(space.count).toBe(used.length)
      expect(Array.from(space.spread(partial, 1))).toEqual(used.map((group) => b[group]))
      const place = (group: number) =>
        sizes.length === 1 ? [group] : [Math.floor(group / 4), group % 4]
      used.forEach((group, row) => {
        expect(space.groupOf(row)).toBe(group)
        expect(space.codes.map((codes) => codes[row])).toEqual(place(group))
      })
    }),
  )
})
