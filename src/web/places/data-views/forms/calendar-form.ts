import { texts } from '../../../texts/index.ts'
import type { Form, Setting, Variant } from './setting.ts'
import { wordsOf } from './words.ts'

const words = texts.dataViewSettings.calendar

const gregorian: Form = {
  firstMonth: {
    ...wordsOf(words.firstMonth),
    control: {
      kind: 'choice',
      choices: words.firstMonth.choices,
      default: '1',
      isNumeric: true,
    },
  },
  firstDayOfWeek: {
    ...wordsOf(words.firstDayOfWeek),
    control: { kind: 'choice', choices: words.firstDayOfWeek.choices, default: 'monday' },
  },
}

const retail: Form = {
  firstDayOfYear: { ...wordsOf(words.firstDayOfYear), control: { kind: 'day' }, isRequired: true },
  extraWeekYears: { ...wordsOf(words.extraWeekYears), control: { kind: 'numbers' } },
}

/** The first Sunday of February, as retailers have it. */
const FIRST_DAY = '2026-02-01'

const retailOf = (type: '4-5-4' | '4-4-5' | '5-4-4'): Variant => ({
  label: words.choices[type],
  form: retail,
  begin: { type, firstDayOfYear: FIRST_DAY },
})

/** The calendar of a data view. semantics §3.1 */
export const calendarSetting: Setting = {
  ...wordsOf(words),
  default: { type: 'gregorian' },
  control: {
    kind: 'variants',
    find: (value) => (value as { readonly type: string }).type,
    variants: {
      gregorian: { label: words.choices.gregorian, form: gregorian, begin: { type: 'gregorian' } },
      '4-5-4': retailOf('4-5-4'),
      '4-4-5': retailOf('4-4-5'),
      '5-4-4': retailOf('5-4-4'),
    },
  },
}
