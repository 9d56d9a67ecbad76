import type { Field } from '../../model/answers/datasets.ts'
import type { LakeClient } from '../../lake/client.ts'
import { ident, join, literal, type Sql, sql } from '../../lake/sql.ts'
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
  const fields = columns.flatMap(({ name, shape }) => fieldsOf(name, shape))
  const long = await longIntegers(lake, from, columns)
  return fields.map((field) =>
    long.has(field.path) ? { path: field.path, type: 'string' as const } : field,
  )
}

function fieldsOf(path: string, shape: ColumnShape): readonly Field[] {
  switch (shape.kind) {
    case 'object':
      return [...shape.elements].flatMap(([name, inner]) => fieldsOf(`${path}.${name}`, inner))
    case 'list': {
      if (shape.of.kind !== 'object')
        return [{ path, type: 'list', of: chooseScalarType(shape.of) }]
      const children = [...shape.of.elements].flatMap(([name, inner]) => fieldsOf(name, inner))
      return [{ path, type: 'list', children }]
    }
    default:
      return [{ path, type: chooseScalarType(shape) }]
  }
}

/** Columns of 64-bit integers with values that a double cannot keep: ids, not amounts. */
async function longIntegers(
  lake: LakeClient,
  from: Sql,
  columns: readonly Column[],
): Promise<ReadonlySet<string>> {
  const wide = columns.filter(({ shape }) => shape.isWideInteger)
  if (wide.length === 0) return new Set()
  const tests = wide.map(({ name }) => sql`max(abs(toFloat64(${ident(name)})) > 9007199254740992)`)
  const [row] = await lake.query<{ long: readonly number[] }>(
    sql`SELECT [${join(tests.map((test) => sql`ifNull(${test}, 0)`))}] AS long FROM ${from}`,
  )
  return new Set(wide.filter((_, index) => row?.long[index] === 1).map(({ name }) => name))
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
