import { printItem } from '../../../components/item-text.ts'
import { texts } from '../../../texts/index.ts'
import { type Slot, type SlotChoice, take } from './slot.ts'

const t = texts.ask.slots
const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))

/** A day: typed as `2026-11-12`, or from a calendar. */
export const daySlot = (label: string): Slot<string> => ({
  label,
  read: (stored) => (isDay(stored) ? stored : undefined),
  print: (day) => printItem(day, 'day'),
  groups: (_data, text) => {
    const typed = text.trim()
    const calendar: SlotChoice<string> = {
      name: t.calendar,
      takes: { further: { kind: 'day' } },
    }
    const choices = isDay(typed) ? [take(typed, printItem(typed, 'day')), calendar] : [calendar]
    return [{ name: t.dayHint, choices }]
  },
  ofDays: (first) => first,
})
