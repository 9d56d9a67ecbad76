import type { MaskRef } from '../../../engine/index.ts'
import type { Compilation } from '../../compilation/compilation.ts'
import { testItem } from '../../compilation/domain-table.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import type { Item } from '../../../model/result.ts'
import { compileDimension } from '../../components/dimension.ts'
import { describeNotThere, selectPeople } from '../../explain/people-behind.ts'

/** One person by their id, with their events in a mask. Errors: request/impossible. */
export async function peopleBehindPerson(c: Compilation, person: Item, mask: MaskRef) {
  const { value } = await compileDimension(c, 'person-id', resolvePeriod(c, undefined))
  if (!value.domain.codeOf(person))
    throw describeNotThere(`there is no person ${person}`, ['explain', 'row'])
  const people = selectPeople(c, c.plan.and(mask, testItem(c, value, person)))
  return { definition: `Events of ${person}`, segments: [], people }
}
