import type { Duration } from '../../../model/duration.ts'
import type { FalloutRequestInput } from '../../../query/reports/fallout/request.ts'
import { texts } from '../../texts/index.ts'
import { isRecord, readChoice, readList } from '../read-settings.ts'
import { printWithin, readDuration } from './window.ts'

/** How a step follows the one before. */
export type Gap = 'eventual' | 'next'

/** How the steps of a fallout are counted. */
export interface FalloutRules {
  readonly container: 'person' | 'session'
  /** From the first step to the last; null: any time. */
  readonly window: Duration | null
  /** Whether any event of the first step begins a path, or its first one only. */
  readonly entry: 'any' | 'first'
  readonly order: 'listed' | 'any'
}

/** Rules that stand beside those of the fallout itself. */
const MOST_RULES = 3

export const readRules = (stored: Readonly<Record<string, unknown>>): FalloutRules => ({
  container: readChoice(stored['container'], ['person', 'session'], 'person'),
  window: readDuration(stored['window']) ?? null,
  entry: readChoice(stored['entry'], ['any', 'first'], 'any'),
  order: readChoice(stored['order'], ['listed', 'any'], 'listed'),
})

export const readOtherRules = (stored: unknown): readonly FalloutRules[] =>
  readList(stored, isRecord).map(readRules).slice(0, MOST_RULES)

/** In a few words, as a legend says it. */
export function sayRules({ container, window, entry, order }: FalloutRules): string {
  const t = texts.fallout
  return [
    t.counts[container],
    ...(window === null ? [] : [printWithin(window)]),
    ...(entry === 'first' ? [t.entryWords] : []),
    ...(order === 'any' ? [t.orderWords] : []),
  ].join(', ')
}

/** Rules as a request takes them beside its own. `gaps`: how each step but the first follows. */
export const otherRulesOf = (
  rules: FalloutRules,
  gaps: readonly Gap[],
): NonNullable<FalloutRequestInput['compareRules']>[number] => ({
  ...rules,
  name: sayRules(rules),
  between: between(rules, gaps),
})

/** In any order nothing follows at once. */
export const between = ({ order }: FalloutRules, gaps: readonly Gap[]): Gap[] =>
  gaps.map((gap) => (order === 'any' ? 'eventual' : gap))

/** One more: what the others do not say yet, beginning with the other way to count. */
export function proposeRules(
  own: FalloutRules,
  others: readonly FalloutRules[],
): FalloutRules | null {
  if (others.length >= MOST_RULES) return null
  const proposals: readonly FalloutRules[] = [
    { ...own, container: own.container === 'person' ? 'session' : 'person' },
    { ...own, window: own.window === null ? { days: 7 } : null },
    { ...own, entry: own.entry === 'any' ? 'first' : 'any' },
    { ...own, order: own.order === 'any' ? 'listed' : 'any' },
  ]
  const said = [own, ...others].map(sayRules)
  return proposals.find((each) => !said.includes(sayRules(each))) ?? null
}
