import type { Erasable } from '../../../lake/datasets/index.ts'
import { type Carrier, listTexts } from '../../../lake/journey/index.ts'
import { join, type Sql, sql, value } from '../../../lake/sql.ts'
import type { ForgetReceipt } from '../../../model/answers/profiles.ts'

export type Identity = ForgetReceipt['identities'][number]

/** The rows that carry one of the identities, and texts put aside that seem to. */
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
    skipped: any(found.map(({ leaf, ids }) => isPutAside(leaf, ids))),
  }
}

/** In a JSON object the field is looked at; in delimited text, whose columns are not known, every cell is. */
function isPutAside({ path, lists }: Carrier['leaf'], ids: readonly string[]): Sql {
  const inCell = sql`match(raw, ${value(cellPattern(ids), 'String')})`
  if (lists.length > 0) return inCell
  const written = value(
    ids.flatMap((id) => [id, JSON.stringify(id)]),
    'Array(String)',
  )
  const steps = path.split('.').map((step) => sql`${value(step, 'String')}`)
  const own = sql`JSONExtractRaw(raw, ${value(path, 'String')})`
  const nested = sql`JSONExtractRaw(raw, ${join(steps)})`
  return sql`if(JSONType(raw) = 'Object', ${own} IN ${written} OR ${nested} IN ${written}, ${inCell})`
}

/** RE2: one of the ids between what can stand around a cell or a value. */
function cellPattern(ids: readonly string[]): string {
  const written = ids.flatMap((id) => [id, JSON.stringify(id).slice(1, -1)])
  const literals = [...new Set(written)].map((text) => text.replaceAll(/[^\w]/gu, escapeRune))
  return `(?m)(^|["',;\\t|:>\\[])\\s*(${literals.join('|')})\\s*($|["',;\\t|<}\\]])`
}

const escapeRune = (rune: string): string => `\\x{${rune.codePointAt(0)!.toString(16)}}`
