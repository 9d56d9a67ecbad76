import type { Duration } from '../../../../model/duration.ts'
import { windowUnits } from '../../../visualizations/fallout/window.ts'

/** `45 minutes`, `3 d`, `2`: a number of days without a unit; undefined where nothing is said. */
export function parseDuration(text: string): Duration | undefined {
  const [, count, word = ''] = /(\d+)\s*([a-z]*)/i.exec(text) ?? []
  if (count === undefined || Number(count) < 1) return undefined
  const typed = word.toLowerCase()
  const unit = typed === '' ? 'days' : windowUnits.find((each) => each.startsWith(typed))
  return unit === undefined ? undefined : { [unit]: Number(count) }
}
