import { texts } from '../../../texts/index.ts'
import { findLabelled, firstDimension, firstGoal } from '../first-choices.ts'
import { defineQuestion } from '../question.ts'
import { choiceSlot } from '../slots/choice-slot.ts'
import { dimensionSlot } from '../slots/dimension-slot.ts'
import { metricSlot } from '../slots/metric-slot.ts'
import { numberSlot } from '../slots/number-slot.ts'

const t = texts.ask.questions.attribution
const s = texts.ask.slots

interface Attribution {
  readonly dimension: string
  readonly metric: string
  readonly models: readonly string[]
  readonly days: number
}

export const attribution = defineQuestion<Attribution>({
  id: 'attribution',
  label: t.label,
  about: t.about,
  sentence: t.sentence,
  slots: {
    dimension: dimensionSlot(t.dimension),
    metric: metricSlot(s.metric, { isPlain: true }),
    models: {
      each: choiceSlot<string>(t.model, texts.analyses.attribution.modelNames),
      between: s.and,
      add: texts.analyses.attribution.addModel,
      least: 1,
      most: 4,
    },
    days: numberSlot(t.days, { least: 1, most: 366, offered: [7, 30, 90], print: s.printDays }),
  },
  start: (data) => ({
    dimension: findLabelled(data, 'channel-touch') ?? firstDimension(data),
    metric: firstGoal(data),
    models: ['first-touch', 'last-touch', 'linear'],
    days: 30,
  }),
  answer: (settings) => ({ type: 'attribution', settings: { ...settings, container: 'person' } }),
})
