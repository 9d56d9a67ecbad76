import type { RangeChoice } from '../../components/date-range-field.tsx'
import { texts } from '../../texts/index.ts'
import type { Stored } from '../../visualizations/index.ts'
import { type AnySlot, splitSentence } from './question.ts'
import { rangeSlot, viewSlot, whoSlot } from './slots/scope-slots.ts'

/** Of what, of whom and when a question is asked. */
export interface Scope {
  readonly view: string
  readonly range: RangeChoice
  readonly who: string | null
}

/** As an address has it; all data of everyone where it says nothing. */
export const readScope = (stored: Stored, firstView: string): Scope => ({
  view: viewSlot.read(stored['view']) ?? firstView,
  range: rangeSlot.read(stored['range']) ?? 'all',
  who: whoSlot.read(stored['who']) ?? null,
})

/** The second sentence, the same for every question. */
export const scopeSentence = {
  parts: splitSentence(texts.ask.scope),
  slots: { view: viewSlot, range: rangeSlot, who: whoSlot } as unknown as Readonly<
    Record<string, AnySlot>
  >,
}
