import { texts } from '../../../texts/index.ts'
import { firstGoal, firstPathDimension } from '../first-choices.ts'
import { defineQuestion } from '../question.ts'
import { choiceSlot } from '../slots/choice-slot.ts'
import { dimensionSlot } from '../slots/dimension-slot.ts'
import { metricSlot } from '../slots/metric-slot.ts'

const t = texts.ask.questions.paths
const s = texts.ask.slots

interface Paths {
  readonly dimension: string
  readonly order: keyof typeof t.orders
  readonly goal: string
  readonly container: 'person' | 'session'
}

export const paths = defineQuestion<Paths>({
  id: 'paths',
  label: t.label,
  about: t.about,
  sentence: t.sentence,
  slots: {
    dimension: dimensionSlot(t.dimension),
    order: choiceSlot(t.order, t.orders),
    goal: metricSlot(t.goal, { isPlain: true }),
    container: choiceSlot(s.counted, t.containers),
  },
  start: (data) => ({
    dimension: firstPathDimension(data),
    order: 'most',
    goal: firstGoal(data),
    container: 'session',
  }),
  answer: (settings) => ({ type: 'paths', settings: { ...settings } }),
})
