import type { LakeClient } from '../../client.ts'
import { type Sql, sql, value } from '../../sql.ts'
import { type Journey, PERSON } from '../journey.ts'
import { codeNamespace } from '../stitching/own-ids.ts'
import { OTHER_NAMESPACE } from '../stitching/owners.ts'
import type { StitchingPlan } from '../stitching/plan.ts'
import { restitchBy } from '../stitching/restitch.ts'
import type { GivenCodes } from './find-codes.ts'
import type { FoundOwners, OwnedStretches } from './find-owners.ts'

/** Gives earlier rows of ids to those whose they are now; says how many have got another person. */
export async function restitchMoved(
  lake: LakeClient,
  journey: Journey,
  plans: readonly (StitchingPlan | null)[],
  { moved: byDataset }: FoundOwners,
  codes: GivenCodes,
): Promise<number> {
  let moved = 0
  for (const [index, ids] of byDataset) {
    const { knowledge } = plans[index]!
    const own = ids.map(({ id }) => codes.code(PERSON, id))
    const touched = { codes: sql`SELECT arrayJoin(${value(own, 'Array(UInt32)')})` }
    const owners = selectOwners(journey, ids, codes)
    const scope = { since: null, touched }
    moved += await restitchBy(lake, journey, index + 1, knowledge, scope, owners)
  }
  return moved
}

/** As `codeOwners` gives them. */
function selectOwners(
  { namespaces = [] }: Journey,
  ids: readonly OwnedStretches[],
  codes: GivenCodes,
): Sql {
  const all = ids.flatMap(({ namespace, id, stretches }) =>
    stretches.map(({ start, person }) => ({
      namespace: namespace === '' ? 0 : codeNamespace(namespaces, namespace) || OTHER_NAMESPACE,
      id: codes.code(PERSON, id),
      start,
      person: codes.code(PERSON, person),
    })),
  )
  const column = (name: keyof (typeof all)[number], type: string) =>
    value(
      all.map((each) => each[name]),
      `Array(${type})`,
    )
  return sql`
    SELECT tupleElement(_t, 1) AS _owner_in, tupleElement(_t, 2) AS _owner_of,
      tupleElement(_t, 3) AS _owner_from, tupleElement(_t, 4) AS _owner
    FROM (SELECT arrayJoin(arrayZip(${column('namespace', 'UInt8')}, ${column('id', 'UInt32')},
      ${column('start', 'Int64')}, ${column('person', 'UInt32')})) AS _t)`
}
