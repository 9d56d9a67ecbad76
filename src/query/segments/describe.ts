import { getOwn } from '../../model/own.ts'
import type { Condition, SegmentContainer, SegmentRef } from '../../model/conditions.ts'
import type { Compilation } from '../compilation/compilation.ts'
import { findStandardDimension } from '../standard/audience-dimensions.ts'
import { compileStandardMetric } from '../standard/list-metrics.ts'
import { findRule } from './condition.ts'
import type { Names } from './rule.ts'

/** A segment in plain words: `events of persons with: Page equals “Home”`. `names` turns ids into names. */
export function describeSegment(definition: SegmentContainer, names: Names): string {
  const { container, exclude, where, window } = definition
  const say = (condition: Condition): string => findRule(condition).describe(condition, names, say)
  const what = getOwn(containerWords, container) ?? `elements of ${container}`
  const history = window === 'all' ? ', in their whole history' : ''
  return `${what} ${exclude ? 'without' : 'with'}: ${say(where)}${history}`
}

const containerWords: Readonly<Record<string, string>> = {
  event: 'events',
  session: 'events of sessions',
  person: 'events of persons',
}

/** The names of a data view and of what a request may refer to; ids where there are none. */
const namesIn = ({ view, definitions, schema }: Compilation): Names => ({
  dimension: (id) =>
    view.dimensions.get(id)?.name ?? findStandardDimension(schema, id)?.label ?? id,
  metric: (id) => view.metrics.get(id)?.name ?? compileStandardMetric({ schema }, id)?.label ?? id,
  segment: (id) => definitions.segment(id)?.name ?? id,
  dateRange: (id) => definitions.dateRange(id)?.name ?? id,
})

/** A segment of a request in plain words: the id of a saved one with its reading, or the reading. */
export function describeSegmentRef(c: Compilation, ref: SegmentRef): string {
  if (typeof ref !== 'string') return describeSegment(ref, namesIn(c))
  const saved = c.definitions.segment(ref)
  return saved === undefined ? ref : `${ref} (${describeSegment(saved.definition, namesIn(c))})`
}
