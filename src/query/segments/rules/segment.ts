import type { Path } from '../../../model/path.ts'
import type { SegmentCondition, SegmentContainer } from '../../../model/conditions.ts'
import { checkBudget } from '../../../model/budgets/index.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import { compileOnce } from '../compile-once.ts'
import { inside, type RulePlace, type Rule } from '../rule.ts'

/** Another segment's root container, as if it stood here. Errors: definition/unknown-reference, definition/cycle. */
export const segmentRule: Rule<SegmentCondition> = {
  label: 'Segment',
  description: 'What a saved segment says, as if it stood here.',
  example: { segment: 'buyers' },
  async compile({ segment: id }, place) {
    const { definition, place: at } = enterSegment(id, place, inside(place, 'segment').path)
    return compileOnce(id, at, () => place.compile(definition, at))
  },
  describe: ({ segment: id }, names) => `in segment ${names.segment(id)}`,
}

/**
 * A segment's definition and the place inside it; a segment may not lead back to itself. Errors:
 * definition/unknown-reference, definition/cycle, request/too-large.
 */
export function enterSegment(
  id: string,
  place: RulePlace,
  path: Path,
): { readonly definition: SegmentContainer; readonly place: RulePlace } {
  if (place.trail.includes(id)) {
    const cycle = [...place.trail.slice(place.trail.indexOf(id)), id]
    throw new ThroughlineError('definition/cycle', { cycle }, path)
  }
  checkBudget('segment-depth', place.trail.length + 1, path)
  const { definitions } = place.c
  const found = definitions.segment(id)
  if (!found) {
    const params = { kind: 'segment', id, allowed: definitions.ids('segment') }
    throw new ThroughlineError('definition/unknown-reference', params, path)
  }
  return { definition: found.definition, place: { ...place, trail: [...place.trail, id] } }
}
