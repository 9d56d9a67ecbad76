import type {
  Condition,
  GroupStep,
  SegmentContainer,
  SegmentRef,
  Step,
  StepDistance,
} from '../../model/conditions.ts'
import { dateRangePresets, isDateRangePreset } from '../../model/date-range-presets.ts'
import { type Criterion, type Touch, touchCondition } from '../../model/criterion.ts'
import { getOwn } from '../../model/own.ts'
import type { Path } from '../../model/path.ts'
import type { Compilation } from '../compilation/compilation.ts'
import { findStandardDimension } from '../standard/audience-dimensions.ts'
import { compileStandardMetric } from '../standard/list-metrics.ts'
import { findRule } from './condition.ts'
import type { Names, Say } from './rule.ts'
import { describeDistance } from './step-limit.ts'
import { touchName } from './touch.ts'

/** A segment in plain words: `events of persons with: Page equals “Home”`. `names` turns ids into names. */
export function describeSegment(definition: SegmentContainer, names: Names): string {
  const { container, exclude, where, window } = definition
  const say = sayWith(names)
  const what = getOwn(containerWords, container) ?? `elements of ${container}`
  const history = window === 'all' ? ', in their whole history' : ''
  return `${what} ${exclude ? 'without' : 'with'}: ${say(where)}${history}`
}

function sayWith(names: Names): Say {
  const say = (condition: Condition): string => findRule(condition).describe(condition, names, say)
  return say
}

/** What a touch looks for, in words; of an item or the presence of a metric its name. */
export function describeTouch(touch: Touch, names: Names): string {
  if ('item' in touch) return touchName(touch)
  if ('metric' in touch && !('op' in touch)) return names.metric(touch.metric)
  return sayWith(names)(touchCondition(touch))
}

/** A criterion by its own name, or by what it looks for. */
export const describeCriterion = ({ name, where }: Criterion, names: Names): string =>
  name ?? describeTouch(where, names)

const containerWords: Readonly<Record<string, string>> = {
  event: 'events',
  session: 'events of sessions',
  person: 'events of persons',
}

/** The names of a data view and of what a request may refer to; ids where there are none. */
export const namesIn = ({
  view,
  definitions,
  schema,
}: Pick<Compilation, 'view' | 'definitions' | 'schema'>): Names => ({
  dimension: (id) =>
    view.dimensions.get(id)?.name ?? findStandardDimension(schema, id)?.label ?? id,
  metric: (id) =>
    view.metrics.get(id)?.name ??
    compileStandardMetric({ schema }, id)?.label ??
    definitions.calculatedMetric(id)?.name ??
    id,
  segment: (id) => definitions.segment(id)?.name ?? id,
  dateRange: (id) =>
    definitions.dateRange(id)?.name ?? (isDateRangePreset(id) ? dateRangePresets[id].label : id),
  timeZone: view.timeZone,
})

/** A segment as a reader knows it: the name of a saved one, else what it says. */
export const nameSegment = (ref: SegmentRef, names: Names): string =>
  typeof ref === 'string' ? names.segment(ref) : describeSegment(ref, names)

/** A segment of a request in plain words: the name of a saved one with its reading, or the reading. */
export function describeSegmentRef(c: Compilation, ref: SegmentRef): string {
  const names = namesIn(c)
  const saved = typeof ref === 'string' ? c.definitions.segment(ref) : undefined
  const name = nameSegment(ref, names)
  return saved === undefined ? name : `${name} (${describeSegment(saved.definition, names)})`
}

/** What stands at a path of a segment, in words: a condition, a step or a step's limit. */
export function describeRule(definition: SegmentContainer, path: Path, names: Names): string {
  const say = sayWith(names)
  const around = path.slice(0, -1).reduce<unknown>(goInto, definition)
  const key = path.at(-1)
  const found = key === undefined ? around : goInto(around, key)
  if (key === 'within' || key === 'after') {
    return `${key} ${describeDistance(found as StepDistance, names.dimension)}`
  }
  if (key === undefined) return describeSegment(definition, names)
  const step = found as Step
  if (!('step' in step) && !('group' in step)) return say(step)
  const words = 'step' in step ? say(step.step) : anyOrder(step, say)
  return step.exclude === true ? `without ${words}` : words
}

const anyOrder = ({ group }: Pick<GroupStep, 'group'>, say: Say): string =>
  `in any order: ${group.map(say).join('; ')}`

const goInto = (value: unknown, key: string | number): unknown =>
  getOwn(value as Readonly<Record<string, unknown>>, String(key))
