import { z } from 'zod'
import { rangeEnd } from '../date-ranges.ts'
import { isDateRangePreset } from '../date-range-presets.ts'
import { aboutComponent, id, owner } from '../ids.ts'
import type { Reference } from './reference.ts'

/** A named range, each end fixed or rolling. Names of presets are reserved. semantics §8.1 */
export const dateRange = z.strictObject({
  kind: z.literal('date-range'),
  id: id.refine((value) => !isDateRangePreset(value), 'this is the name of a preset'),
  ...aboutComponent,
  owner: owner.optional(),
  start: rangeEnd,
  end: rangeEnd,
})

export type DateRange = z.infer<typeof dateRange>

export const dateRangeReferences = (_: DateRange): readonly Reference[] => []
