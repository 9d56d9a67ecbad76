import { elementName, identColumn, type FieldLeaf } from '../datasets/index.ts'
import { ident, literal, type Sql, sql } from '../sql.ts'

/**
 * A leaf's column of its dataset table with `scalar` done to each value; arrays of what that gives when
 * it lies in lists.
 */
export function mapLeaf({ lists, steps }: FieldLeaf, scalar: (value: Sql) => Sql): Sql {
  const within = (value: Sql, depth: number): Sql => {
    if (depth === lists.length) return scalar(value)
    const item = ident(`item${depth}`)
    const step = steps[depth + 1]
    const inner =
      step === undefined ? item : sql`tupleElement(${item}, ${literal(elementName(step))})`
    return sql`arrayMap(${item} -> ${within(inner, depth + 1)}, ${value})`
  }
  return within(identColumn(steps[0]!), 0)
}
