import { texts } from '../../../texts/index.ts'
import type { TouchSetting } from '../../../visualizations/read-settings.ts'
import { eventSlot } from './event-slot.ts'
import { numberSlot } from './number-slot.ts'
import type { ManySlot } from './slot.ts'

const s = texts.ask.slots

/** What is measured before and after. */
export const measuresSlot: ManySlot<TouchSetting> = {
  each: eventSlot(s.measure),
  between: s.and,
  add: s.addMeasure,
  least: 1,
  most: 5,
}

/** How long before and after. */
export const daysSlot = numberSlot(s.days, {
  least: 1,
  most: 366,
  offered: [7, 14, 28, 56, 90],
  print: s.printDays,
})
