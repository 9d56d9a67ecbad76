import type { Condition, SegmentContainer } from '../../src/model/conditions.ts'
import type { Path } from '../../src/model/path.ts'
import type { WorldEvent } from '../support/selected-events.ts'
import {
  answer,
  everything,
  inTime,
  instancesOf,
  keptPart,
  membersOf,
  rangeOf,
  type Scope,
  union,
  type World,
  wholeSessions,
  width,
  worldOf,
} from './segments.ts'

interface ReferenceRule {
  readonly path: Path
  /** Events in the range. */
  readonly kept: readonly number[]
}

type Looked = ReadonlySet<number>

/** What each condition of a segment keeps by itself, read straight from the definition. */
export function referenceRules(
  events: readonly WorldEvent[],
  segment: SegmentContainer,
  [start, end]: readonly [number, number],
): readonly ReferenceRule[] {
  const world = worldOf(events)
  const inRange = inTime(world, start, end)
  const look = segment.window === 'all' ? everything(world) : wholeSessions(world, inRange)
  const rules: ReferenceRule[] = []
  const visit = (condition: Condition, path: Path, scope: Scope, seen: Looked): void => {
    const holding = instancesOf(world, scope).filter(
      (instance) => answer(world, condition, scope, instance, seen).value,
    )
    const own = { container: scope, where: condition }
    const parts = holding.flatMap((each) => keptPart(world, own, scope, each, seen))
    rules.push({ path, kept: [...new Set(parts)].filter((i) => inRange.has(i)) })
    if ('and' in condition) {
      const wide = widened(world, condition.and, seen)
      condition.and.forEach((inner, i) => visit(inner, [...path, 'and', i], scope, wide))
    } else if ('or' in condition) {
      condition.or.forEach((inner, i) => visit(inner, [...path, 'or', i], scope, seen))
    } else if ('not' in condition) visit(condition.not, [...path, 'not'], scope, seen)
    else if ('container' in condition) {
      visit(condition.where, [...path, 'where'], condition.container as Scope, seen)
    } else if ('sequence' in condition) {
      condition.sequence.forEach((step, i) => {
        const at = [...path, 'sequence', i]
        membersOf(step).forEach((member, m) => {
          const inner = 'container' in member ? (member.container as Scope) : 'event'
          const asked = inner !== 'event' && width[inner] <= width[scope] ? scope : 'event'
          const within = 'group' in step ? ['group', m] : 'step' in step ? ['step'] : []
          visit(member, [...at, ...within], asked, seen)
        })
      })
    }
  }
  visit(segment.where, ['where'], segment.container as Scope, look)
  return rules
}

function widened(world: World, conditions: readonly Condition[], look: Looked): Looked {
  const ranges = conditions.filter((inner) => 'dateRange' in inner).map(rangeOf)
  return union([
    look,
    ...ranges.map(([start, end]) => wholeSessions(world, inTime(world, start, end))),
  ])
}
