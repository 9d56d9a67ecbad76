import type { Cell, Question, Row } from './question.ts'

const TOLERANCE = 1e-9

/** The rows of SQL or C as ours are written. */
export function normalised(question: Question, rows: readonly Row[]): Row[] {
  const plain = rows.map((row) => row.map(plainCell))
  const { normalise } = question
  return normalise
    ? plain.flatMap((row) => [normalise(row)].filter((each) => each !== null))
    : plain
}

/** The first difference in words, or undefined where the answers are the same. */
export function firstDifference(
  question: Question,
  ours: readonly Row[],
  theirs: readonly Row[],
): string | undefined {
  const [a, b] = [comparable(question, ours), comparable(question, theirs)]
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    if (a[i] && b[i] && isSameRow(a[i]!, b[i]!)) continue
    const [own, other] = [JSON.stringify(a[i]), JSON.stringify(b[i])]
    return `row ${i + 1} of ${a.length} and ${b.length}: ours ${own}, theirs ${other}`
  }
  return undefined
}

/** Rows in one order; of a top list only those that stand above the last place. */
function comparable({ top }: Question, rows: readonly Row[]): Row[] {
  return (top ? aboveTheLast(rows, top) : [...rows]).sort(byCells)
}

function aboveTheLast(rows: readonly Row[], { limit, by }: NonNullable<Question['top']>): Row[] {
  const rank = (row: Row) => Math.abs(Number(row[by]))
  const first = [...rows].sort((x, y) => rank(y) - rank(x)).slice(0, limit)
  const last = first.at(-1)
  if (first.length < limit || !last) return first
  return first.filter((row) => !isClose(rank(row), rank(last)))
}

function plainCell(cell: Cell): Cell {
  if (typeof cell !== 'string' || !/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(cell)) return cell
  return Number(cell)
}

function byCells(x: Row, y: Row): number {
  const [a, b] = [JSON.stringify(textsOf(x)), JSON.stringify(textsOf(y))]
  return a < b ? -1 : a > b ? 1 : 0
}

const textsOf = (row: Row): Cell[] => row.filter((cell) => typeof cell !== 'number')

const isSameRow = (a: Row, b: Row): boolean =>
  a.length === b.length && a.every((cell, k) => isSameCell(cell, b[k]!))

const isSameCell = (a: Cell, b: Cell): boolean =>
  typeof a === 'number' && typeof b === 'number' ? isClose(a, b) : a === b

const isClose = (a: number, b: number): boolean =>
  Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b))
