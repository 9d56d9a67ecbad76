import type { Condition, SegmentContainer } from '../../model/conditions.ts'
import { ruleOf } from './condition.ts'
import type { Names } from './rule.ts'

/** A segment in plain words: `Events of persons with: Page equals “Home”`. `names` turns ids into names. */
export function describeSegment(definition: SegmentContainer, names: Names): string {
  const { container, exclude, where, window } = definition
  const say = (condition: Condition): string => ruleOf(condition).describe(condition, names, say)
  const kept = keptWords[container] ?? `Elements of ${container}`
  const history = window === 'all' ? ', in their whole history' : ''
  return `${kept} ${exclude ? 'without' : 'with'}: ${say(where)}${history}`
}

const keptWords: Readonly<Record<string, string>> = {
  event: 'Events',
  session: 'Events of sessions',
  person: 'Events of persons',
}

/** Ids as their own names. */
export const plainNames: Names = {
  dimension: (id) => id,
  metric: (id) => id,
  segment: (id) => id,
  dateRange: (id) => id,
}
