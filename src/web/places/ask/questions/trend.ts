import { texts } from '../../../texts/index.ts'
import { firstMetrics } from '../first-choices.ts'
import { defineQuestion } from '../question.ts'
import { choiceSlot } from '../slots/choice-slot.ts'
import { optionalDimensionSlot } from '../slots/dimension-slot.ts'
import { metricSlot } from '../slots/metric-slot.ts'

const t = texts.ask.questions.trend
const s = texts.ask.slots

interface Trend {
  readonly metrics: readonly string[]
  readonly interval: keyof typeof s.intervals
  readonly by: string | null
}

export const trend = defineQuestion<Trend>({
  id: 'trend',
  label: t.label,
  about: t.about,
  sentence: t.sentence,
  slots: {
    metrics: { each: metricSlot(s.metric), between: s.and, add: s.addMetric, least: 1, most: 5 },
    interval: choiceSlot(s.interval, s.intervals),
    by: optionalDimensionSlot(s.breakdown, s.by),
  },
  start: (data) => ({ metrics: firstMetrics(data, 1), interval: 'week', by: null }),
  answer: ({ metrics, interval, by }) => ({
    type: 'line',
    settings: { metrics, interval, breakdown: by },
  }),
})
