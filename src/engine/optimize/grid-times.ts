import { prepareTimeGrid } from '../time-grid.ts'
import type { Rewrite } from './rewrite.ts'

/** Buckets of time are found by one multiplication, through cells of equal length. */
export const gridTimes: Rewrite = {
  node(node, plan) {
    if ((node.op !== 'time-bucket' && node.op !== 'instant-bucket') || node.cells) return null
    const { grid, ...cells } = prepareTimeGrid(plan.tableAt(node.bounds) as Float64Array)
    return { ...node, cells: { ...cells, grid: plan.table(grid) } }
  },
}
