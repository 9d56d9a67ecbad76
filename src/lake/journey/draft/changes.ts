import type { JourneyFields } from '../fields.ts'
import { ruleOf } from '../generation.ts'
import type { DatasetShare, Journey } from '../journey.ts'

/**
 * What a draft does about the rows of an event dataset: it keeps their persons, stitches them again by the ids that
 * are known of them, or reads their ids anew.
 */
export type RowChange = 'kept' | 'restitched' | 'rekeyed'

/**
 * One per event dataset: those that keep their rows in any case are copied, which is little work.
 *
 * @param others identity spaces whose graphs are others than those that the journey follows
 */
export function listRowChanges(
  before: Journey,
  after: JourneyFields,
  others: ReadonlySet<string>,
): readonly RowChange[] {
  const changes = before.datasets.map((share, index) =>
    changeOf(share, after.datasets[index]!, others),
  )
  if (hasHeldBack(before) && isBuiltAnew(before, after)) return changes.map(() => 'rekeyed')
  if (!changes.includes('rekeyed')) return changes
  return changes.map((change) => (change === 'restitched' ? 'rekeyed' : change))
}

type Dataset = JourneyFields['datasets'][number]

function changeOf(before: Dataset, after: Dataset, others: ReadonlySet<string>): RowChange {
  if (keyOf(before) !== keyOf(after)) return 'rekeyed'
  const space = after.stitching?.graph?.space
  const isAsked = space !== undefined && others.has(space)
  return isAsked || methodOf(before) !== methodOf(after) ? 'restitched' : 'kept'
}

/** What says which ids rows are known by. */
const keyOf = ({ personId, personIdType, identities, namespace, stitching }: Dataset): string =>
  JSON.stringify([
    personId,
    personIdType,
    identities ?? null,
    namespace ?? null,
    stitching && [
      stitching.persistent,
      stitching.persistentNamespace,
      stitching.hasPersonId,
      stitching.carried,
      stitching.graph?.blocking ?? null,
    ],
  ])

/** What says whose rows of known ids are. */
const methodOf = ({ stitching }: Dataset): string =>
  stitching === undefined ? '' : JSON.stringify(ruleOf(stitching))

/** Whether a journey cannot follow, and begins again: then it is counted anew, too, which ids are nobody's. */
const isBuiltAnew = ({ datasets }: Journey, after: JourneyFields): boolean =>
  datasets.some((share, index) => {
    const next = after.datasets[index]!
    return keyOf(share) !== keyOf(next) || methodOf(share) !== methodOf(next)
  })

/** Rows that are not there because of their ids, which may come back. */
const hasHeldBack = ({ datasets, badPersons = [] }: Journey): boolean =>
  badPersons.length > 0 ||
  datasets.some(({ batches }: DatasetShare) => batches.some(({ heldBack = 0 }) => heldBack > 0))
