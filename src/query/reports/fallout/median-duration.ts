import { type Durations, durationsAround } from '../../../engine/index.ts'
import { averageTwo, findMiddle } from '../../../statistics/select.ts'

/** The median of durations, which come in cells: only those of the middle cell are looked at. */
export function findMedianDuration(durations: Durations): number {
  const [lower, upper] = findMiddle(durations.count)
  const { values, below } = durationsAround(durations, lower, upper)
  return averageTwo(values, lower - below, upper - below)
}
