import { parseDate } from '@internationalized/date'
import { texts } from '../../../texts/index.ts'
import type { TouchSetting } from '../../../visualizations/read-settings.ts'
import type { AskedData } from '../asked-data.ts'
import { firstEvent } from '../first-choices.ts'
import { defineQuestion } from '../question.ts'
import { daySlot } from '../slots/day-slot.ts'
import { daysSlot, measuresSlot } from '../slots/impact-slots.ts'

const t = texts.ask.questions['release-impact']

interface ReleaseImpact {
  readonly measures: readonly TouchSetting[]
  readonly days: number
  readonly date: string
}

export const releaseImpact = defineQuestion<ReleaseImpact>({
  id: 'release-impact',
  label: t.label,
  about: t.about,
  sentence: t.sentence,
  slots: { measures: measuresSlot, days: daysSlot, date: daySlot(t.date) },
  start: (data) => ({ measures: [firstEvent(data)], days: 14, date: middleDay(data) }),
  answer: ({ measures, days, date }) => ({
    type: 'impact',
    settings: { around: 'date', measures, days, date },
  }),
})

function middleDay({ dataDays }: AskedData): string {
  const first = parseDate(dataDays.start)
  const days = Math.max(0, parseDate(dataDays.end).compare(first))
  return first.add({ days: Math.floor(days / 2) }).toString()
}
