import { parseDate } from '@internationalized/date'
import { texts } from '../../../texts/index.ts'
import type { TouchSetting } from '../../../visualizations/read-settings.ts'
import type { AskedData } from '../asked-data.ts'
import { firstEvent } from '../first-choices.ts'
import { defineQuestion } from '../question.ts'
import { choiceSlot } from '../slots/choice-slot.ts'
import { eventSlot } from '../slots/event-slot.ts'
import { numberSlot } from '../slots/number-slot.ts'

const t = texts.ask.questions.retention

interface Retention {
  readonly start: TouchSetting
  readonly back: TouchSetting
  readonly mode: keyof typeof t.modes
  readonly last: number
  readonly unit: keyof typeof t.units
}

export const retention = defineQuestion<Retention>({
  id: 'retention',
  label: t.label,
  about: t.about,
  sentence: t.sentence,
  slots: {
    start: eventSlot(t.start),
    back: eventSlot(t.back),
    mode: choiceSlot(t.mode, t.modes),
    last: numberSlot(t.last, { least: 1, most: 90, offered: [4, 8, 12, 26], print: String }),
    unit: choiceSlot(t.unit, t.units),
  },
  start: (data) => ({
    start: firstEvent(data),
    back: { metric: 'events' },
    mode: 'on',
    ...reachOf(data),
  }),
  answer: ({ start, back, mode, last, unit }) => ({
    type: 'retention',
    settings: { start, return: back, mode, last, unit },
  }),
})

/** Weeks, or days where there are few: the data must be longer than what is asked. */
function reachOf({ dataDays }: AskedData): Pick<Retention, 'last' | 'unit'> {
  const days = parseDate(dataDays.end).compare(parseDate(dataDays.start))
  if (days >= 28) return { last: Math.min(8, Math.floor(days / 7) - 2), unit: 'week' }
  return { last: Math.max(1, Math.min(7, days - 2)), unit: 'day' }
}
