import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { f64, holds, kernels, memory, u32 } from '../../../test/support/kernels.ts'
import { findByCells } from '../operators/times.ts'
import { makeTimeGrid } from '../time-grid.ts'

describe('times', () => {
  it('timeBuckets, timeCells: on a raster or not, the bucket of each time', () => {
    const bounds = fc
      .uniqueArray(fc.integer({ min: -50, max: 5000 }), { minLength: 2, maxLength: 30 })
      .map((values) => values.sort((a, b) => a - b))
    const times = fc.array(fc.integer({ min: -100, max: 5100 }), { maxLength: 60 })
    holds([bounds, times, fc.boolean()], (edges, values, isRaster) => {
      const scale = isRaster ? 3_600_000 : 1
      const scaled = Float64Array.from(edges, (edge) => edge * scale)
      const grid = makeTimeGrid(scaled)
      const out = memory.codes(values.length)
      const times = f64(values.map((t) => t * scale))
      const edgesThere = f64([...scaled])
      findByCells({ kernels }, times, out, edgesThere, { ...grid, grid: u32([...grid.grid]) })
      const bucket = (t: number) => {
        const b = edges.findLastIndex((edge) => edge <= t)
        return b < 0 || b === edges.length - 1 ? 0 : b + 1
      }
      expect([...out]).toEqual(values.map(bucket))
    })
  })
})
