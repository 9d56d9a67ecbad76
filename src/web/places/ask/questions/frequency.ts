import { texts } from '../../../texts/index.ts'
import type { TouchSetting } from '../../../visualizations/read-settings.ts'
import { firstEvent } from '../first-choices.ts'
import { defineQuestion } from '../question.ts'
import { choiceSlot } from '../slots/choice-slot.ts'
import { eventSlot } from '../slots/event-slot.ts'

const t = texts.ask.questions.frequency
const s = texts.ask.slots

interface Frequency {
  readonly container: 'person' | 'session'
  readonly where: TouchSetting
  readonly distinct: keyof typeof t.distincts
}

export const frequency = defineQuestion<Frequency>({
  id: 'frequency',
  label: t.label,
  about: t.about,
  sentence: t.sentence,
  slots: {
    container: choiceSlot(s.counted, s.countedWords),
    where: eventSlot(t.where),
    distinct: choiceSlot(t.distinct, t.distincts),
  },
  start: (data) => ({ container: 'person', where: firstEvent(data), distinct: 'events' }),
  answer: (settings) => ({ type: 'frequency', settings: { ...settings } }),
})
