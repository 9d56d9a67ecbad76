import { texts } from '../../../texts/index.ts'
import type { TouchSetting } from '../../../visualizations/read-settings.ts'
import { findLabelled, firstMetrics } from '../first-choices.ts'
import { defineQuestion } from '../question.ts'
import { choiceSlot } from '../slots/choice-slot.ts'
import { optionalDimensionSlot } from '../slots/dimension-slot.ts'
import { eventSlot } from '../slots/event-slot.ts'

const t = texts.ask.questions.engagement
const s = texts.ask.slots

interface Engagement {
  readonly features: readonly TouchSetting[]
  readonly interval: keyof typeof s.longIntervals
  readonly top: string | null
}

export const engagement = defineQuestion<Engagement>({
  id: 'engagement',
  label: t.label,
  about: t.about,
  sentence: t.sentence,
  slots: {
    features: {
      each: eventSlot(t.feature),
      between: s.and,
      add: t.addFeature,
      least: 1,
      most: 20,
    },
    interval: choiceSlot(s.interval, s.longIntervals),
    top: optionalDimensionSlot(t.top, t.topWords),
  },
  start: (data) => ({
    features: firstMetrics(data, 4).map((metric) => ({ metric })),
    interval: 'week',
    top: findLabelled(data, 'tool') ?? null,
  }),
  answer: (settings) => ({ type: 'engagement', settings: { ...settings } }),
})
