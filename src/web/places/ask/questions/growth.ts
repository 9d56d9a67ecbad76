import { texts } from '../../../texts/index.ts'
import type { TouchSetting } from '../../../visualizations/read-settings.ts'
import { defineQuestion } from '../question.ts'
import { choiceSlot } from '../slots/choice-slot.ts'
import { eventSlot } from '../slots/event-slot.ts'

const t = texts.ask.questions.growth
const s = texts.ask.slots

interface Growth {
  readonly interval: keyof typeof s.longIntervals
  readonly where: TouchSetting
}

export const growth = defineQuestion<Growth>({
  id: 'growth',
  label: t.label,
  about: t.about,
  sentence: t.sentence,
  slots: {
    interval: choiceSlot(s.interval, s.longIntervals),
    where: eventSlot(t.where),
  },
  start: () => ({ interval: 'week', where: { metric: 'events' } }),
  answer: (settings) => ({ type: 'growth', settings: { ...settings } }),
})
