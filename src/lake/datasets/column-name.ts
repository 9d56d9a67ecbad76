import { ident, type Sql } from '../sql.ts'

// ClickHouse 26.7 takes `a.x Array` and `a.y Array` for parts of one list and wants them equally long.
const LIST_DOT = '\u2024'

/**
 * The column of a field: called like its path, but with a `$` in front of `_` and `$`, because our
 * own columns start with `_`, and with U+2024 for the dots of a list's path.
 */
export function columnName(path: string, isList = false): string {
  const name = /^[_$]/.test(path) ? `$${path}` : path
  return isList ? name.replaceAll('.', LIST_DOT) : name
}

/** The column of a field that is no list. */
export function identColumn(path: string): Sql {
  return ident(columnName(path))
}

export function nameFieldColumn(field: { readonly path: string; readonly type: string }): Sql {
  return ident(columnName(field.path, field.type === 'list'))
}
