import type { Duration } from '../../../../model/duration.ts'
import { texts } from '../../../texts/index.ts'
import type { TouchSetting } from '../../../visualizations/read-settings.ts'
import { firstSteps } from '../first-choices.ts'
import { defineQuestion } from '../question.ts'
import { choiceSlot } from '../slots/choice-slot.ts'
import { optionalDimensionSlot } from '../slots/dimension-slot.ts'
import { windowSlot } from '../slots/duration-slot.ts'
import { eventSlot } from '../slots/event-slot.ts'

const t = texts.ask.questions.funnel
const s = texts.ask.slots

interface Funnel {
  readonly counted: 'person' | 'session'
  readonly start: TouchSetting
  readonly steps: readonly TouchSetting[]
  readonly within: Duration | null
  readonly by: string | null
}

export const funnel = defineQuestion<Funnel>({
  id: 'funnel',
  label: t.label,
  about: t.about,
  sentence: t.sentence,
  slots: {
    counted: choiceSlot(s.counted, s.countedWords),
    start: eventSlot(t.start),
    steps: {
      each: eventSlot(t.step),
      between: s.then,
      add: t.addStep,
      least: 1,
      most: 9,
    },
    within: windowSlot(s.window),
    by: optionalDimensionSlot(s.breakdown, s.by),
  },
  start: (data) => {
    const [start = { metric: 'events' }, ...steps] = firstSteps(data)
    return { counted: 'person', start, steps, within: { days: 7 }, by: null }
  },
  answer: ({ counted, start, steps, within, by }) => ({
    type: 'fallout',
    settings: {
      container: counted,
      steps: [start, ...steps].map((touch) => ({ any: [touch], gap: 'eventual' })),
      window: within,
      breakdown: by,
    },
  }),
})
