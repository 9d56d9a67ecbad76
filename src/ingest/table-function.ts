import { literal, type Sql, sql, value } from '../lake/sql.ts'

/**
 * How ClickHouse reads from an address, in a format and with a structure that are given later.
 * `compression` is ClickHouse's word for how a file is packed; by its ending unless told.
 */
export function tableFunction(
  reader: 'file' | 'url' | 's3',
  address: string,
  compression?: string,
): (format: string, structure?: Sql) => Sql {
  const call = { file: sql`file`, url: sql`url`, s3: sql`s3` }[reader]
  return (format, structure) => {
    const rest =
      compression === undefined
        ? structure && sql`, ${structure}`
        : sql`, ${structure ?? literal('auto')}, ${literal(compression)}`
    return sql`${call}(${value(address, 'String')}, ${literal(format)}${rest ?? sql``})`
  }
}
