import { DAY_MS, fromWallTime } from '../../calendar/index.ts'
import type { JourneyField } from '../../model/journey.ts'
import type { Compilation } from './compilation.ts'
import type { NumberValue } from './value.ts'

const FIRST_DAY = Date.UTC(1800, 0, 1) / DAY_MS
const LAST_DAY = Date.UTC(2100, 0, 1) / DAY_MS

/**
 * The days of a field of dates as the instants at which they begin on the data view's clocks, so that
 * they are the same days in every zone. Other values stay as they are.
 */
export function readDays(
  c: Compilation,
  { isDate }: Pick<JourneyField, 'isDate'>,
  value: NumberValue,
): NumberValue {
  const { timeZone } = c.view
  if (isDate !== true || timeZone === 'UTC') return value
  const instants = c.source.memo(`days ${timeZone}`, () =>
    Float64Array.from({ length: LAST_DAY - FIRST_DAY }, (_, day) =>
      fromWallTime((FIRST_DAY + day) * DAY_MS, timeZone),
    ),
  )
  const table = c.plan.table(instants)
  return {
    ...value,
    ref: c.plan.add({ op: 'local-days', input: value.ref, first: FIRST_DAY, instants: table }),
  }
}
