import { letOthersIn } from '../model/let-others-in.ts'
import { compareTexts } from './compare-texts.ts'

/** So many are sorted at once, in some milliseconds. */
const AT_ONCE = 4096

interface Placed {
  readonly person: string
}

/** Sorts by the bytes of persons, a little at a time; of those that are equal only the first stays. */
export async function sortPersons<T extends Placed>(all: readonly T[]): Promise<readonly T[]> {
  const compare = (await haveHalves(all)) ? compareTexts : compareUnits
  let runs: (readonly T[])[] = []
  for (let from = 0; from < all.length; from += AT_ONCE) {
    const run = all.slice(from, from + AT_ONCE)
    runs.push(run.sort((a, b) => compare(a.person, b.person)))
    await letOthersIn()
  }
  while (runs.length > 1) {
    const merged: (readonly T[])[] = []
    for (let i = 0; i < runs.length; i += 2) {
      const [one, other] = [runs[i]!, runs[i + 1]]
      merged.push(other === undefined ? one : await merge(one, other, compare))
    }
    runs = merged
  }
  return withoutRepeats(runs[0] ?? [])
}

type Compare = typeof compareTexts

/** JavaScript's own order, which is that of bytes where no letter needs two units. */
const compareUnits: Compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0)

async function haveHalves(all: readonly Placed[]): Promise<boolean> {
  for (const [index, { person }] of all.entries()) {
    if (/[\ud800-\udfff]/.test(person)) return true
    if (index % AT_ONCE === 0) await letOthersIn()
  }
  return false
}

async function merge<T extends Placed>(
  one: readonly T[],
  other: readonly T[],
  compare: Compare,
): Promise<T[]> {
  const merged: T[] = []
  let [i, j] = [0, 0]
  while (i < one.length && j < other.length) {
    const isFirst = compare(one[i]!.person, other[j]!.person) <= 0
    merged.push(isFirst ? one[i++]! : other[j++]!)
    if (merged.length % AT_ONCE === 0) await letOthersIn()
  }
  for (; i < one.length; i++) merged.push(one[i]!)
  for (; j < other.length; j++) merged.push(other[j]!)
  return merged
}

const withoutRepeats = <T extends Placed>(sorted: readonly T[]): readonly T[] =>
  sorted.filter(({ person }, index) => index === 0 || sorted[index - 1]!.person !== person)
