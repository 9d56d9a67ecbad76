import { identColumn } from '../datasets/index.ts'
import { join, type Sql, sql, value } from '../sql.ts'
import type { Identities, IdentityList } from './fields.ts'

/** Who the person of a row is by its identity map; the empty text when it does not say. semantics §1.3 */
export function selectIdentity({ namespace, lists, isSorted = false }: Identities): Sql {
  if (namespace === null) return selectPrimary(join(lists.map(listIds)))
  const list = lists.find((each) => each.namespace === namespace)
  if (list === undefined) return sql`''`
  const ids = isSorted ? sql`arraySort(${listIds(list)})` : listIds(list)
  return sql`tupleElement(arrayElement(${ids}, 1), 2)`
}

/** The ids of a namespace: its name, the id, and whether it is primary. */
function listIds({ namespace, path, hasPrimary }: IdentityList): Sql {
  const id = sql`ifNull(toString(tupleElement(_id, 'id')), '')`
  const isPrimary = hasPrimary ? sql`ifNull(tupleElement(_id, 'primary'), false)` : sql`false`
  const all = sql`arrayMap(_id -> (${value(namespace, 'String')}, ${id}, ${isPrimary}), ${identColumn(path)})`
  return sql`arrayFilter(_id -> tupleElement(_id, 2) != '', ${all})`
}

/** The first primary id by namespace and id; without one, the only id that there is. */
function selectPrimary(lists: Sql): Sql {
  const primary = sql`arraySort(arrayFilter(_id -> tupleElement(_id, 3), _ids))`
  const chosen = sql`multiIf(notEmpty(${primary}), tupleElement(arrayElement(${primary}, 1), 2),
    length(_ids) = 1, tupleElement(arrayElement(_ids, 1), 2), '')`
  return sql`arrayElement(arrayMap(_ids -> ${chosen}, [arrayConcat(${lists})]), 1)`
}
