import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createMemorySource } from '../support/memory-source.ts'
import type { GrowthResult } from '../../src/query/reports/growth/request.ts'
import type { TrendsResult } from '../../src/query/reports/trends/request.ts'
import { types, view, wholeRange, worlds } from '../support/random-worlds.ts'
import { ask } from '../support/ask.ts'

it('new, repeat and return are the active people, and dormant those who are not any more', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, async (events) => {
      const source = createMemorySource(events, { types })
      const asked = { dateRange: wholeRange, interval: 'day' }
      const growth = await ask({ source, view }, { kind: 'growth', ...asked })
      const trends = await ask({ source, view }, { kind: 'trends', metrics: ['people'], ...asked })
      const [active] = (trends as TrendsResult).series
      const { rows } = growth as GrowthResult
      expect(rows.map((row) => row.interval)).toEqual(active!.points.map((p) => p.interval))
      rows.forEach((row, index) => {
        expect(row.new + row.repeat + row.return).toBe(active!.points[index]!.value)
        if (index === 0) return
        expect(row.repeat + row.dormant).toBe(active!.points[index - 1]!.value)
      })
    }),
    { numRuns: 60 },
  )
})
