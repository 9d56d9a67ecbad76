import { ident, literal, type Sql, sql } from '../sql.ts'
import { type ColumnType, parseColumnType, type ScalarType } from './column-type.ts'

/** A scalar of a dataset table, in a column of its own or inside lists. */
export interface Leaf {
  /** `page`, `products.sku`; a list of scalars is called like its field. */
  readonly path: string
  readonly type: ScalarType
  /** Paths of the lists around it, outermost first. */
  readonly lists: readonly string[]
  /** The leaf with `scalar` done to each value; arrays of its values when it lies in lists. */
  map(scalar: (value: Sql) => Sql): Sql
}

type Map = (value: Sql) => Sql
type Step = (inner: Map) => Map

/** The leaves of one column of a dataset table, which holds the field at `path`. */
export function leavesOf(name: string, path: string, type: string): readonly Leaf[] {
  return walk(parseColumnType(type), path, [], (inner) => inner).map(
    ({ path: own, lists, ...leaf }) => ({
      path: own,
      type: leaf.type,
      lists,
      map: (scalar) => leaf.step(scalar)(ident(name)),
    }),
  )
}

interface Found {
  readonly path: string
  readonly type: ScalarType
  readonly lists: readonly string[]
  readonly step: Step
}

function walk(type: ColumnType, path: string, lists: readonly string[], step: Step): Found[] {
  if (type.kind === 'scalar') return [{ path, type: type.type, lists, step }]
  if (type.kind === 'object') {
    return type.fields.flatMap(([name, field]) =>
      walk(field, `${path}.${name}`, lists, (inner) =>
        step((value) => inner(sql`tupleElement(${value}, ${literal(name)})`)),
      ),
    )
  }
  const item = ident(`item${lists.length}`)
  return walk(type.of, path, [...lists, path], (inner) =>
    step((value) => sql`arrayMap(${item} -> ${inner(item)}, ${value})`),
  )
}
