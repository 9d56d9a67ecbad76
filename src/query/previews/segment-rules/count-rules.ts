import type { GroupPartial, MaskRef, PartialResult } from '../../../engine/index.ts'
import type { Extent } from '../../../model/answers/previews.ts'
import type { SegmentRules } from '../../../model/answers/segment-rules.ts'
import type { SegmentContainer } from '../../../model/conditions.ts'
import type { Path } from '../../../model/path.ts'
import { describeRule, namesIn } from '../../segments/describe.ts'
import { listRules } from '../../segments/list-rules.ts'
import { extentMeasures, readExtents } from '../segment.ts'
import { compileKept, type OpenRange, rootPlace } from './open-segment.ts'

/** What each condition keeps, and the whole of the range, read when the plan has run. */
export interface Counted {
  readonly rules: SegmentRules['rules']
  readonly left: SegmentRules['left']
  readonly kept: Extent
  readonly total: Extent
}

/** Counts people, sessions and events of the range, of a segment and of each of its conditions alone. */
export async function addCounts(
  range: OpenRange,
  definition: SegmentContainer,
): Promise<(partials: readonly PartialResult[]) => Counted> {
  const { c, seen } = range
  const rules: { readonly path: Path; readonly mask: MaskRef }[] = []
  for (const { condition, place } of listRules(definition, rootPlace(range))) {
    const { mask, keep } = await place.compile(condition, place)
    rules.push({ path: place.path, mask: c.plan.and(mask, keep ?? null) })
  }
  const parts: { readonly path: Path; readonly mask: MaskRef }[] = []
  for (const { path, definition: part } of beginningsOf(definition)) {
    parts.push({ path, mask: await compileKept(range, part) })
  }
  const masks = [null, await compileKept(range, definition), ...[...rules, ...parts].map(maskOf)]
  const measures = masks.flatMap((mask) => extentMeasures(c, mask))
  const counts = { keys: [], sizes: [], lists: [], mask: seen, measures }
  const aggregation = c.plan.aggregate({ kind: 'group', ...counts })
  const said = (path: Path) => ({
    path: [...path],
    words: describeRule(definition, path, namesIn(c)),
  })
  return (partials) => {
    const [total, kept, ...each] = readExtents(partials[aggregation] as GroupPartial)
    return {
      total: total!,
      kept: kept!,
      rules: rules.map(({ path }, i) => ({ ...said(path), ...each[i]! })),
      left: parts.map(({ path }, i) => ({
        ...said(path),
        people: each[rules.length + i]!.people,
      })),
    }
  }
}

const maskOf = ({ mask }: { readonly mask: MaskRef }): MaskRef => mask

interface Beginning {
  readonly path: Path
  readonly definition: SegmentContainer
}

/** The segment with its first condition or step only, with the first two, and so on. */
function beginningsOf(definition: SegmentContainer): readonly Beginning[] {
  const { where, exclude } = definition
  if (exclude === true) return []
  if ('and' in where) {
    return where.and.map((_, i) => ({
      path: ['where', 'and', i],
      definition: { ...definition, where: { and: where.and.slice(0, i + 1) } },
    }))
  }
  if (!('sequence' in where)) return []
  return where.sequence.flatMap((_, i) => {
    const sequence = where.sequence.slice(0, i + 1)
    const isPossible = sequence.some((step) => !('exclude' in step && step.exclude === true))
    if (!isPossible) return []
    const path = ['where', 'sequence', i]
    return [{ path, definition: { ...definition, where: { ...where, sequence } } }]
  })
}
