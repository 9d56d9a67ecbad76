import { ThroughlineError } from '../../../model/errors.ts'
import { LINES } from './copy-list.ts'
import { findRows } from './find-rows.ts'

/**
 * How a JSON text holds its rows: one per line, as values one after the other or in a list of objects,
 * or in a list at a path of a document (`.` for the document itself, with other things than objects in it).
 */
export type JsonLayout =
  | { readonly kind: 'lines' }
  /** `isDocument`: there is one, and it has lists of objects that might be the rows. */
  | { readonly kind: 'values'; readonly isDocument?: true }
  | { readonly kind: 'list'; readonly at: string }

/**
 * @param name of the file: one that says so has a row on each line
 * @param rowsAt the path of the list; `.` for the document itself; found out unless given
 * @throws ThroughlineError `import/unreadable`, `import/ambiguous-rows`
 */
export function findJsonLayout(
  name: string,
  text: string,
  isWhole: boolean,
  rowsAt: string | undefined,
): JsonLayout {
  if (rowsAt === LINES || text.trim() === '') return { kind: 'lines' }
  if (rowsAt !== undefined && rowsAt !== '.') return { kind: 'list', at: rowsAt }
  if (hasRowsInLines(text, isWhole)) return { kind: 'lines' }
  const start = text.trimStart()
  if (start.startsWith('[')) return { kind: 'list', at: '.' }
  if (!start.startsWith('{')) {
    const reason = 'it does not start with a JSON object or array'
    throw new ThroughlineError('import/unreadable', { source: name, reason })
  }
  const isOne = measureValue(start) === -1 || start.slice(measureValue(start)).trim() === ''
  const isRow = rowsAt === '.' || namesLines.test(name)
  const at = isOne ? findRows(name, text, isRow) : undefined
  if (at === undefined) return { kind: 'values' }
  return at === '.' ? { kind: 'values', isDocument: true } : { kind: 'list', at }
}

const namesLines = /\.(jsonl|ndjson|ldjson)\b/i

const LOOKED_AT = 1000

/** Whether there are several lines, of which one at least is an object and the first does not go on. */
function hasRowsInLines(text: string, isWhole: boolean): boolean {
  const lines = text.split('\n', LOOKED_AT).map((line) => line.trim())
  const full = (isWhole || lines.length === LOOKED_AT ? lines : lines.slice(0, -1)).filter(Boolean)
  const [first = ''] = full
  if (full.length < 2 || !full.some(isObject)) return false
  if (isObject(first) || !/^[{[]/.test(first)) return true
  const length = measureValue(text.trimStart())
  if (length === -1) return isWhole && !first.startsWith('[')
  return length === first.length || !isJson(text.trimStart().slice(0, length))
}

const isObject = (line: string): boolean =>
  line.startsWith('{') && measureValue(line) === line.length

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const bracket = /"(?:[^"\\]|\\.)*"|[{}[\]]/g

/** How long the object or list is that a text starts with; -1 when it does not end. */
function measureValue(text: string): number {
  let depth = 0
  for (const { 0: sign, index } of text.matchAll(bracket)) {
    if (sign === '{' || sign === '[') depth += 1
    else if (sign === '}' || sign === ']') depth -= 1
    if (depth === 0) return index + 1
  }
  return -1
}
