import { z } from 'zod'
import { dateRangeRef } from '../../../model/date-ranges.ts'

/**
 * The range before; the same days of the week 13 or 52 weeks earlier; the same dates a year earlier; or
 * any other range. semantics §8.12
 */
export const timeComparison = z.union([
  z.enum(['previous-period', '13-weeks', '52-weeks', 'previous-year']),
  z.strictObject({ dateRange: dateRangeRef }),
])

/** What every request of a guided analysis that can be compared with an earlier range has. */
export const requestComparison = {
  compareTime: timeComparison
    .optional()
    .meta({ description: 'adds the same over another range: comparison' }),
}

/** A result's own shape, and the same over the range that it is compared with. */
export const withComparison = <S extends z.ZodRawShape>(shape: S) => ({
  ...shape,
  comparison: z
    .object({ dateRange: z.object({ start: z.string(), end: z.string() }), ...shape })
    .optional()
    .meta({ description: 'when compareTime is given' }),
})

export type TimeComparison = z.infer<typeof timeComparison>
