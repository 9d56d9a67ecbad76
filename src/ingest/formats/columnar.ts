import type { Field } from '../../model/answers/datasets.ts'
import type { LakeClient } from '../../lake/client.ts'
import { ident, join, literal, type Sql, sql } from '../../lake/sql.ts'
import { isWideInteger } from '../copy/codes.ts'
import { readPath } from '../copy/read-path.ts'
import type { OpenFile, SourceFile, SourceRows } from '../source.ts'
import { type ColumnShape, readShape, chooseScalarType } from './shape.ts'

interface Column {
  readonly name: string
  readonly shape: ColumnShape
}

// ClickHouse 26.7 then gives times a zone when they are instants, and none when they are local.
const settings = sql`input_format_parquet_local_time_as_utc = 0`

/** A file that carries its own types. */
export async function openColumnar(
  lake: LakeClient,
  file: SourceFile,
  clickHouseFormat: string,
  /** The type that ClickHouse should have given a column. */
  mend: (type: string) => string = (type) => type,
): Promise<OpenFile> {
  const from = file.table(clickHouseFormat)
  const described = await lake.query<{ name: string; type: string }>(
    sql`DESCRIBE ${from} SETTINGS ${settings}`,
  )
  const columns = described.map(({ name, type }) => ({ name, shape: readShape(mend(type)) }))
  return {
    layout: {},
    sample: async () => ({ fields: await guessFields(lake, from, columns) }),
    rows: () => rowsOf(from, columns),
  }
}

async function guessFields(
  lake: LakeClient,
  from: Sql,
  columns: readonly Column[],
): Promise<readonly Field[]> {
  const long = await findLongIntegers(lake, from, columns)
  return columns.flatMap(({ name, shape }) => fieldsOf(name, shape, (path) => long.has(path)))
}

/** The fields of a column; those whose integers are long hold texts. `within`: the path of the list around. */
function fieldsOf(
  path: string,
  shape: ColumnShape,
  isLong: (path: string) => boolean,
  within = '',
): readonly Field[] {
  const typeOf = (of: ColumnShape) => (isLong(`${within}${path}`) ? 'string' : chooseScalarType(of))
  if (shape.kind === 'object') {
    return [...shape.elements].flatMap(([name, inner]) =>
      fieldsOf(`${path}.${name}`, inner, isLong, within),
    )
  }
  if (shape.kind !== 'list') return [{ path, type: typeOf(shape) }]
  if (shape.of.kind !== 'object') return [{ path, type: 'list', of: typeOf(shape.of) }]
  const children = [...shape.of.elements].flatMap(([name, inner]) =>
    fieldsOf(name, inner, isLong, `${within}${path}.`),
  )
  return [{ path, type: 'list', children }]
}

interface WideTest {
  readonly path: string
  /** Whether a row has an integer there that a double does not hold. */
  readonly isLong: Sql
}

/** Paths of integers with values that a double cannot keep: ids, not amounts. */
async function findLongIntegers(
  lake: LakeClient,
  from: Sql,
  columns: readonly Column[],
): Promise<ReadonlySet<string>> {
  const wide = columns.flatMap(({ name, shape }) => wideTests(name, ident(name), shape))
  if (wide.length === 0) return new Set()
  const [row] = await lake.query<{ long: readonly number[] }>(
    sql`SELECT [${join(wide.map(({ isLong }) => sql`max(ifNull(${isLong}, 0))`))}] AS long FROM ${from}`,
  )
  return new Set(wide.filter((_, index) => row?.long[index] === 1).map(({ path }) => path))
}

function wideTests(path: string, value: Sql, shape: ColumnShape): readonly WideTest[] {
  switch (shape.kind) {
    case 'number':
      return shape.isWideInteger ? [{ path, isLong: isWideInteger(value) }] : []
    case 'object':
      return [...shape.elements].flatMap(([name, inner]) =>
        wideTests(`${path}.${name}`, sql`tupleElement(${value}, ${literal(name)})`, inner),
      )
    case 'list':
      return wideTests(path, sql`e`, shape.of).map(({ path: inner, isLong }) => ({
        path: inner,
        isLong: sql`arrayExists(e -> ifNull(${isLong}, 0), ${value})`,
      }))
    default:
      return []
  }
}

function rowsOf(from: Sql, columns: readonly Column[]): SourceRows {
  const texts = columns.flatMap(({ name }) => [literal(name), sql`toJSONString(${ident(name)})`])
  const named = columns.map(
    ({ name, shape }) => [name, { expression: ident(name), shape }] as const,
  )
  return {
    from,
    settings: sql`${settings}, input_format_allow_errors_num = 0`,
    position: sql`assumeNotNull(_row_number)`,
    problem: sql`''`,
    raw: sql`toJSONString(map(${join(texts)}))`,
    reading: (path) => readPath(named, path),
    finish: async () => ({ unreadable: [] }),
  }
}
