import type { Duration } from '../../../../model/duration.ts'
import { texts } from '../../../texts/index.ts'
import { printWithin, readDuration } from '../../../visualizations/fallout/window.ts'
import { parseDuration } from './parse-duration.ts'
import { type Slot, take } from './slot.ts'

const t = texts.ask.slots

const offered: readonly Duration[] = [
  { minutes: 30 },
  { hours: 1 },
  { days: 1 },
  { days: 7 },
  { days: 14 },
  { days: 30 },
  { days: 90 },
]

/** How long something may take, or any time. Another length is typed: `45 minutes`. */
export const windowSlot = (label: string): Slot<Duration | null> => ({
  label,
  read: (stored) => (stored === null ? null : readDuration(stored)),
  print: (value) => (value === null ? t.anyTime : printWithin(value)),
  groups: (_data, text) => {
    const typed = parseDuration(text)
    const lengths = typed === undefined ? offered : [typed]
    const own = lengths.map((each) => take<Duration | null>(each, printWithin(each)))
    const all = typed === undefined ? [take<Duration | null>(null, t.anyTime), ...own] : own
    return [{ name: t.windowHint, choices: all }]
  },
})
