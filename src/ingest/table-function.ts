import { literal, type Sql, sql, value } from '../lake/sql.ts'

/** How ClickHouse reads from an address, in a format and with a structure that are given later. */
export function tableFunction(
  reader: 'file' | 'url' | 's3',
  address: string,
): (format: string, structure?: Sql) => Sql {
  const call = { file: sql`file`, url: sql`url`, s3: sql`s3` }[reader]
  return (format, structure) => {
    const shape = structure === undefined ? sql`` : sql`, ${structure}`
    return sql`${call}(${value(address, 'String')}, ${literal(format)}${shape})`
  }
}
