import { texts } from '../../../texts/index.ts'
import type { TouchSetting } from '../../../visualizations/read-settings.ts'
import { firstEvent, firstUse } from '../first-choices.ts'
import { defineQuestion } from '../question.ts'
import { eventSlot } from '../slots/event-slot.ts'
import { daysSlot, measuresSlot } from '../slots/impact-slots.ts'

const t = texts.ask.questions['first-use-impact']

interface FirstUseImpact {
  readonly measures: readonly TouchSetting[]
  readonly days: number
  readonly use: TouchSetting
}

export const firstUseImpact = defineQuestion<FirstUseImpact>({
  id: 'first-use-impact',
  label: t.label,
  about: t.about,
  sentence: t.sentence,
  slots: { measures: measuresSlot, days: daysSlot, use: eventSlot(t.use) },
  start: (data) => ({ measures: [firstEvent(data)], days: 14, use: firstUse(data) }),
  answer: ({ measures, days, use }) => ({
    type: 'impact',
    settings: { around: 'use', measures, days, use },
  }),
})
