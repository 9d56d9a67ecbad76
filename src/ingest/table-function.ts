import { literal, type Sql, sql, value } from '../lake/sql.ts'

/**
 * How ClickHouse reads a file, in a format and with a structure that are given later.
 * `compression` is ClickHouse's word for how a file is packed; by its ending unless told.
 */
export function tableFunction(
  path: string,
  compression?: string,
): (format: string, structure?: Sql) => Sql {
  return (format, structure) => {
    const rest =
      compression === undefined
        ? structure && sql`, ${structure}`
        : sql`, ${structure ?? literal('auto')}, ${literal(compression)}`
    return sql`file(${value(path, 'String')}, ${literal(format)}${rest ?? sql``})`
  }
}
