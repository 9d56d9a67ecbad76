import type { AggregationKind } from './aggregation.ts'
import { GrowingNumbers } from './growing-numbers.ts'
import { walkPaths, type PathsAggregation, pathsLinks } from './paths.ts'
import { mergePersons, type PersonsPartial } from './persons.ts'

/** The persons with a container whose path has exactly these codes. */
export interface PathsPeopleAggregation extends Omit<PathsAggregation, 'kind'> {
  readonly kind: 'paths-people'
  /** Null: any path. */
  readonly codes: readonly number[] | null
  /** Whether the container has to convert. */
  readonly isConverted: boolean
}

export const pathsPeople: AggregationKind<PathsPeopleAggregation, PersonsPartial> = {
  links: pathsLinks,
  start(aggregation) {
    const rules: PathsAggregation = { ...aggregation, kind: 'paths' }
    const found = new GrowingNumbers()
    return {
      consume(scope) {
        let last = -1
        walkPaths(rules, scope, ({ steps, person, conversion }) => {
          if (person === last || (aggregation.isConverted && conversion < 0)) return
          if (!isPath(aggregation.codes, steps)) return
          found.push(scope.block.personCode[scope.range.personFrom + person]!)
          last = person
        })
      },
      partial: () => ({ codes: found.toArray().sort() }),
    }
  },
  merge: (_aggregation, all) => mergePersons(all),
}

function isPath(
  codes: readonly number[] | null,
  steps: readonly { readonly code: number }[],
): boolean {
  if (codes === null) return true
  return steps.length === codes.length && steps.every(({ code }, k) => code === codes[k])
}
