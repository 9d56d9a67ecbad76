import type { Erasable } from '../../../lake/datasets/index.ts'
import { type Carrier, listTexts } from '../../../lake/journey/index.ts'
import { cellPattern } from '../../../lake/cell-pattern.ts'
import { join, type Sql, sql, value } from '../../../lake/sql.ts'
import type { ForgetReceipt } from '../../../model/answers/profiles.ts'

export type Identity = ForgetReceipt['identities'][number]

/**
 * The rows that carry one of the identities, and texts put aside that have one as a cell or value, whatever its name: what
 * could not be read as a row says nothing certain of its fields.
 */
export function whatIsAbout(
  identities: readonly Identity[],
  carriers: readonly Carrier[],
): Erasable {
  const found = carriers.flatMap(({ namespace, leaf }) => {
    const own = identities.filter((identity) => identity.namespace === namespace)
    return own.length === 0 ? [] : [{ leaf, ids: own.map(({ id }) => id) }]
  })
  const any = (conditions: readonly Sql[]) =>
    conditions.length === 0 ? sql`0` : join(conditions, sql` OR `)
  return {
    rows: any(
      found.map(({ leaf, ids }) => sql`hasAny(${listTexts(leaf)}, ${value(ids, 'Array(String)')})`),
    ),
    skipped: sql`match(raw, ${value(cellPattern(found.flatMap(({ ids }) => ids)), 'String')})`,
  }
}
