import type { PeopleMoves, RowMoves } from '../../../model/answers/what-if.ts'
import type { LakeClient } from '../../client.ts'
import { ident, type Sql, sql, value } from '../../sql.ts'
import { type Journey, PERSON, valuesTable } from '../journey.ts'

/** People that are shown for what happened to all of their kind, and so many of those that they were or are. */
const EXAMPLES = sql`10`

interface Counts {
  readonly same: number
  readonly renamed: number
  readonly mergedFrom: number
  readonly mergedInto: number
  readonly splitFrom: number
  readonly splitInto: number
  readonly linkedBefore: number
  readonly linkedAfter: number
}

/** What became of people. `pairs`: the table that `pairPersons` makes. */
export async function comparePeople(
  lake: LakeClient,
  before: Journey,
  after: Journey,
  pairs: string,
): Promise<PeopleMoves> {
  const [counts] = await lake.query<Counts>(sql`
    SELECT ${counted('same', sql`countIf(earlier = later AND heirs = 1 AND sources = 1)`)},
      ${counted('renamed', sql`countIf(earlier != later AND heirs = 1 AND sources = 1)`)},
      ${counted('mergedFrom', sql`uniqExactIf(earlier, sources > 1)`)},
      ${counted('mergedInto', sql`uniqExactIf(later, sources > 1)`)},
      ${counted('splitFrom', sql`uniqExactIf(earlier, heirs > 1)`)},
      ${counted('splitInto', sql`uniqExactIf(later, heirs > 1)`)},
      ${counted('linkedBefore', sql`uniqExact(earlier)`)}, ${counted('linkedAfter', sql`uniqExact(later)`)}
    FROM (
      SELECT earlier, later, count() OVER (PARTITION BY earlier) AS heirs,
        count() OVER (PARTITION BY later) AS sources
      FROM (${selectLinks(pairs)}))`)
  const { same, renamed, mergedFrom, mergedInto, splitFrom, splitInto } = counts!
  const merged = await readExamples(lake, pairs, 'later', 'earlier')
  const split = await readExamples(lake, pairs, 'earlier', 'later')
  const idOf = await readIds(lake, after, [...merged, ...split])
  return {
    before: before.persons,
    after: after.persons,
    same,
    renamed,
    merged: {
      before: mergedFrom,
      after: mergedInto,
      examples: merged.map(({ person, count, others }) => ({
        person: idOf(person),
        count,
        from: others.map(idOf),
      })),
    },
    split: {
      before: splitFrom,
      after: splitInto,
      examples: split.map(({ person, count, others }) => ({
        person: idOf(person),
        count,
        into: others.map(idOf),
      })),
    },
    appeared: after.persons - counts!.linkedAfter,
    gone: before.persons - counts!.linkedBefore,
  }
}

const counted = (name: keyof Counts, figure: Sql): Sql =>
  sql`toFloat64(${figure}) AS ${ident(name)}`

/** People before and after who have rows in common. */
const selectLinks = (pairs: string): Sql => sql`
  SELECT earlier, later, sum(shared) AS rows FROM ${ident(pairs)}
  WHERE earlier != 0 AND later != 0 GROUP BY earlier, later`

interface Example {
  readonly person: number
  readonly count: number
  readonly others: readonly number[]
}

type Side = 'earlier' | 'later'

/** The people of one side who are most on the other. */
const readExamples = (lake: LakeClient, pairs: string, side: Side, other: Side) =>
  lake.query<Example>(sql`
    SELECT ${ident(side)} AS person, toFloat64(count()) AS count,
      arrayMap(each -> tupleElement(each, 2), arraySlice(
        arraySort(groupArray((-toInt64(rows), ${ident(other)}))), 1, ${EXAMPLES})) AS others
    FROM (${selectLinks(pairs)}) GROUP BY ${ident(side)} HAVING count() > 1
    ORDER BY count() DESC, ${ident(side)} LIMIT ${EXAMPLES}`)

/** Ids of persons by their codes. */
async function readIds(
  lake: LakeClient,
  journey: Journey,
  examples: readonly Example[],
): Promise<(code: number) => string> {
  const codes = examples.flatMap(({ person, others }) => [person, ...others])
  const rows = await lake.query<{ code: number; value: string }>(sql`
    SELECT code, value FROM ${ident(valuesTable(journey))}
    WHERE field = ${value(PERSON, 'UInt32')} AND code IN ${value(codes, 'Array(UInt32)')}`)
  const ids = new Map(rows.map((row) => [row.code, row.value]))
  return (code) => ids.get(code) ?? ''
}

/** By event dataset: its rows in both journeys, and those that are somebody else's. */
export async function compareRows(
  lake: LakeClient,
  { datasets }: Journey,
  pairs: string,
): Promise<readonly RowMoves[]> {
  const found = await lake.query<RowMoves & { readonly dataset: number }>(sql`
    SELECT dataset, toFloat64(sumIf(shared, earlier != 0)) AS before,
      toFloat64(sumIf(shared, later != 0)) AS after, toFloat64(sumIf(shared, earlier != 0 AND later != 0 AND earlier != later)) AS moved
    FROM ${ident(pairs)} GROUP BY dataset`)
  return datasets.map((_, index) => {
    const rows = found.find(({ dataset }) => dataset === index + 1)
    return { before: rows?.before ?? 0, after: rows?.after ?? 0, moved: rows?.moved ?? 0 }
  })
}
