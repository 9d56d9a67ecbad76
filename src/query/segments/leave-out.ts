import type {
  Condition,
  ContainerCondition,
  SegmentContainer,
  SequenceCondition,
  Step,
} from '../../model/conditions.ts'
import type { Path } from '../../model/path.ts'

const scopes: readonly string[] = ['event', 'session', 'person']

/**
 * Paths of what a segment asks that could be left out for more people to qualify: each of conditions that
 * must all hold, also in containers; each step, exclusion and limit of a sequence. Alternatives, opposites,
 * what is excluded, lists and other segments are one thing each.
 */
export const listRequirements = ({
  where,
  exclude,
  container,
}: SegmentContainer): readonly Path[] =>
  exclude === true || !scopes.includes(container) ? [['where']] : requirementsOf(where, ['where'])

function requirementsOf(condition: Condition, path: Path): readonly Path[] {
  if ('and' in condition) {
    const all = condition.and.flatMap((inner, i) => requirementsOf(inner, [...path, 'and', i]))
    return condition.and.length === 1 && all.length === 1 ? [path] : all
  }
  if ('sequence' in condition) return requirementsOfSteps(condition, path)
  if (!('container' in condition) || !isOpen(condition)) return [path]
  const inner = requirementsOf(condition.where, [...path, 'where'])
  return inner.length === 1 ? [path] : inner
}

const isOpen = ({ container, exclude }: ContainerCondition): boolean =>
  exclude !== true && scopes.includes(container)

const isExcluded = (step: Step): boolean =>
  ('step' in step || 'group' in step) && step.exclude === true

function requirementsOfSteps({ sequence }: SequenceCondition, path: Path): readonly Path[] {
  const required = sequence.filter((step) => !isExcluded(step)).length
  const all = sequence.flatMap((step, i) => {
    const at = [...path, 'sequence', i]
    const isLast = required === 1 && !isExcluded(step)
    return [...(isLast ? [] : [at]), ...requirementsInStep(step, at)]
  })
  return required === 1 ? [path, ...all] : all
}

function requirementsInStep(step: Step, at: Path): readonly Path[] {
  if (!('step' in step) && !('group' in step)) return inMember(step, at)
  if (step.exclude === true) return []
  const limits = (['within', 'after'] as const).filter((key) => step[key] !== undefined)
  const inner = 'step' in step ? inMember(step.step, [...at, 'step']) : []
  return [...inner, ...limits.map((key) => [...at, key])]
}

/** A part of a step that is a requirement by itself. */
function inMember(condition: Condition, path: Path): readonly Path[] {
  if ('sequence' in condition) return []
  const inner = requirementsOf(condition, path)
  return inner.length > 1 ? inner : []
}

/** The segment without some of what it asks; one that asks nothing keeps everybody with an event. */
export function leaveOut(definition: SegmentContainer, paths: readonly Path[]): SegmentContainer {
  const left = new Set(paths.map(keyOf))
  const where = prune(definition.where, ['where'], left)
  if (where !== undefined) return { ...definition, where }
  const { container, window } = definition
  return { container, where: { metric: 'events', op: 'exists' }, ...(window && { window }) }
}

const keyOf = (path: Path): string => JSON.stringify(path)

function prune(condition: Condition, path: Path, left: ReadonlySet<string>): Condition | undefined {
  if (left.has(keyOf(path))) return undefined
  if ('and' in condition) {
    const and = condition.and.flatMap((inner, i) => prune(inner, [...path, 'and', i], left) ?? [])
    return and.length === 0 ? undefined : { and }
  }
  if ('sequence' in condition) return pruneSteps(condition, path, left)
  if (!('container' in condition) || !isOpen(condition)) return condition
  const where = prune(condition.where, [...path, 'where'], left)
  return where === undefined ? undefined : { ...condition, where }
}

function pruneSteps(
  condition: SequenceCondition,
  path: Path,
  left: ReadonlySet<string>,
): Condition | undefined {
  const steps = condition.sequence.flatMap((step, i) =>
    pruneStep(step, [...path, 'sequence', i], left),
  )
  if (steps.every(isExcluded)) return undefined
  return withoutFirstLimits({ ...condition, sequence: steps })
}

/** Nothing comes before the first step that a limit could be measured from. */
function withoutFirstLimits(condition: SequenceCondition): SequenceCondition {
  const first = condition.sequence.findIndex((step) => !isExcluded(step))
  const sequence = condition.sequence.map((step, i) => (i <= first ? unlimited(step) : step))
  return { ...condition, sequence }
}

function pruneStep(step: Step, path: Path, left: ReadonlySet<string>): readonly Step[] {
  if (left.has(keyOf(path))) return []
  if (!('step' in step) && !('group' in step)) return [prune(step, path, left) ?? []].flat()
  const { within, after, ...rest } = step
  const kept = {
    ...rest,
    ...(within && !left.has(keyOf([...path, 'within'])) && { within }),
    ...(after && !left.has(keyOf([...path, 'after'])) && { after }),
  }
  if (!('step' in kept) || kept.exclude === true) return [kept]
  const inner = prune(kept.step, [...path, 'step'], left)
  return inner === undefined ? [] : [{ ...kept, step: inner }]
}

function unlimited(step: Step): Step {
  if ('sequence' in step) return withoutFirstLimits(step)
  if (!('step' in step) && !('group' in step)) return step
  const { within: _, after: __, ...rest } = step
  return rest
}

/** Whether what one path names stands inside of what another names. */
export const isInside = (inner: Path, outer: Path): boolean =>
  inner.length > outer.length && outer.every((key, i) => key === inner[i])
