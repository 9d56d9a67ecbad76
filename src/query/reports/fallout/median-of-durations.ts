import { type Durations, durationsAround } from '../../../engine/index.ts'
import { meanOfTwo, middleOf } from '../../../statistics/select.ts'

/** The median of durations, which come in cells: only those of the middle cell are looked at. */
export function medianOfDurations(durations: Durations): number {
  const [lower, upper] = middleOf(durations.count)
  const { values, below } = durationsAround(durations, lower, upper)
  return meanOfTwo(values, lower - below, upper - below)
}
