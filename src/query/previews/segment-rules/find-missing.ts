import type { PersonsPartial } from '../../../engine/index.ts'
import type { SegmentContainer } from '../../../model/conditions.ts'
import type { DateRangeRef } from '../../../model/date-ranges.ts'
import type { Path } from '../../../model/path.ts'
import { addPersons } from '../../compilation/compilation.ts'
import { isInside, leaveOut, listRequirements } from '../../segments/leave-out.ts'
import type { PreviewContext } from '../segment.ts'
import { compileKept, openRange } from './open-segment.ts'

/** A person’s code and the requirements without which the person would qualify, in one way or another. */
export interface Misses {
  readonly code: number
  readonly ways: readonly (readonly Path[])[]
}

export interface Missing {
  readonly conditions: number
  readonly count: number
  readonly people: readonly Misses[]
}

/** A person fails three conditions at most; each number of conditions costs a pass over the data. */
const MOST_CONDITIONS = 3

/** Combinations of conditions that are tried in one pass. */
const MOST_COMBINATIONS = 100

/**
 * Some of the people with an event in the range who do not qualify, but would if one requirement were
 * left out; where there are none, two, then three. Who those are of many is arbitrary, and the same for
 * the same data.
 */
export async function findMissing(
  context: PreviewContext,
  definition: SegmentContainer,
  dateRange: DateRangeRef,
  most: number,
): Promise<Missing> {
  const requirements = listRequirements(definition)
  for (let conditions = 1; conditions <= MOST_CONDITIONS; conditions++) {
    const all = combinationsOf(requirements, conditions)
    if (all.length === 0 || all.length > MOST_COMBINATIONS) break
    const found = await findWithout(context, definition, dateRange, all)
    if (found.size > 0) return { conditions, count: found.size, people: some(found, most) }
  }
  return { conditions: 0, count: 0, people: [] }
}

/** By person: which combinations would do. */
async function findWithout(
  context: PreviewContext,
  definition: SegmentContainer,
  dateRange: DateRangeRef,
  all: readonly (readonly Path[])[],
): Promise<ReadonlyMap<number, readonly (readonly Path[])[]>> {
  const range = await openRange(context, dateRange)
  const { plan, source } = range.c
  const others = plan.not(plan.anyIn(await compileKept(range, definition), addPersons(range.c)))
  for (const paths of all) {
    const mask = plan.and(await compileKept(range, leaveOut(definition, paths)), others)
    plan.aggregate({ kind: 'persons', mask })
  }
  const { partials } = await source.run(plan.build(), { isOnce: true })
  const found = new Map<number, (readonly Path[])[]>()
  for (const [i, paths] of all.entries()) {
    for (const code of (partials[i] as PersonsPartial).codes) {
      const ways = found.get(code)
      if (ways === undefined) found.set(code, [paths])
      else ways.push(paths)
    }
  }
  return found
}

/** People who fail different things first; of each only what would be the least to leave out. */
function some(
  found: ReadonlyMap<number, readonly (readonly Path[])[]>,
  most: number,
): readonly Misses[] {
  const groups = new Map<string, Misses[]>()
  for (const code of [...found.keys()].sort((a, b) => a - b)) {
    const ways = leastOf(found.get(code)!)
    const key = JSON.stringify(ways)
    const group = groups.get(key) ?? []
    if (group.length < most) groups.set(key, [...group, { code, ways }])
  }
  const chosen: Misses[] = []
  for (let i = 0; i < most; i++) chosen.push(...[...groups.values()].flatMap((all) => all[i] ?? []))
  return chosen.slice(0, most)
}

/** Not a whole step where its limit would do. */
const leastOf = (ways: readonly (readonly Path[])[]): readonly (readonly Path[])[] =>
  ways.filter((way) => !ways.some((other) => other !== way && isLess(other, way)))

const isLess = (a: readonly Path[], b: readonly Path[]): boolean =>
  a.every((path) => b.some((wide) => isSame(path, wide) || isInside(path, wide)))

const isSame = (a: Path, b: Path): boolean =>
  a.length === b.length && a.every((key, i) => key === b[i])

/** All choices of so many requirements of which none stands inside another. */
function combinationsOf(all: readonly Path[], size: number): readonly (readonly Path[])[] {
  if (size === 0) return [[]]
  return all.flatMap((first, i) => {
    const rest = all.slice(i + 1).filter((path) => !isInside(path, first) && !isInside(first, path))
    return combinationsOf(rest, size - 1).map((others) => [first, ...others])
  })
}
