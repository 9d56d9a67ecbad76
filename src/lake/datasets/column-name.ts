import { ident, type Sql } from '../sql.ts'

// ClickHouse 26.7 takes `a.x` and `a.y` for parts of one column `a`, which can then not be added, and
// keeps both in the files that the parts of a list `a` have.
const DOT = '\u2024'

// What stands for the character after it, in the names of fields that have these characters themselves.
const ESCAPE = '\u2025'

/**
 * The column of a field: called like its path, with U+2024 for its dots, and with a `$` in front of `_`
 * and `$`, because our own columns start with `_`.
 */
export function columnName(path: string): string {
  const name = /^[_$]/.test(path) ? `$${path}` : path
  return name.replaceAll(ESCAPE, `${ESCAPE}2`).replaceAll(DOT, `${ESCAPE}1`).replaceAll('.', DOT)
}

/** The path of the field that has a column; our own columns are called as they are. */
export function pathOfColumn(name: string): string {
  return name
    .replace(/^\$/, '')
    .replaceAll(DOT, '.')
    .replaceAll(`${ESCAPE}1`, DOT)
    .replaceAll(`${ESCAPE}2`, ESCAPE)
}

export function identColumn(path: string): Sql {
  return ident(columnName(path))
}

/**
 * What a list's elements call the field with this path: like the path, but for `null`, which ClickHouse
 * keeps for itself in tuples.
 */
export function elementName(path: string): string {
  return path === 'null' ? `${ESCAPE}null` : path
}
