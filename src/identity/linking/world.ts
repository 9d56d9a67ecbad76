import type { Ledger, Pair, Sightings } from './graphs.ts'
import type { Rules } from './rules.ts'

/**
 * Identities whose links break rules, with all that links them. They are numbered by the order of
 * their texts, and so are pairs of them: by the first of the two, then by the second.
 */
export interface World {
  readonly rules: Rules
  /** The index in the ledger of each identity. */
  readonly indexes: Uint32Array
  readonly namespaceOf: Uint8Array
  readonly never: readonly Pair[]
  /** Every pair that rows or hands have linked, once; the first comes before the second. */
  readonly links: readonly Pair[]
  /** How many of them are by hand; these come first, in the order in which they were made. */
  readonly byHand: number
  /** In the order in which they happened; of one time by the texts of what they carry. */
  readonly rows: readonly Row[]
}

export interface Row {
  readonly row: number
  readonly time: number
  /** Places in `links`. */
  readonly links: readonly number[]
}

/** Sightings of other identities are not looked at, and neither are those of the held ones. */
export function readWorld(
  ledger: Ledger,
  held: ReadonlySet<number>,
  indexes: Uint32Array,
  sightings: Sightings,
): World {
  const sorted = indexes.slice().sort((i, j) => ledger.compare(i, j) || i - j)
  const numbers = new Map<number, number>()
  for (const [number, index] of sorted.entries()) numbers.set(index, number)
  const keep = (pairs: readonly Pair[]) => pairs.flatMap(([i, j]) => pairOf(numbers, i, j))
  const links: Pair[] = []
  const find = createLinkFinder(sorted.length, links)
  for (const pair of keep(ledger.hand.together)) find(pair)
  const byHand = links.length
  const rows = readRows(sightings, (i, j) =>
    held.has(i) || held.has(j) ? [] : pairOf(numbers, i, j).map(find),
  )
  return {
    rules: ledger.rules,
    indexes: sorted,
    namespaceOf: Uint8Array.from(sorted, (index) => ledger.namespaceOf[index]!),
    never: keep(ledger.hand.never),
    links,
    byHand,
    rows: inOrder(rows, links),
  }
}

/** Two indexes as numbers, or nothing where one is not among them. */
function pairOf(numbers: ReadonlyMap<number, number>, i: number, j: number): readonly Pair[] {
  const x = numbers.get(i)
  const y = numbers.get(j)
  if (x === undefined || y === undefined || x === y) return []
  return [x < y ? [x, y] : [y, x]]
}

/** Gives the place of a pair in `links`, where it puts it when it is new. */
function createLinkFinder(count: number, links: Pair[]): (pair: Pair) => number {
  const places = new Map<number, number>()
  return (pair) => {
    const key = pair[0] * count + pair[1]
    const known = places.get(key)
    if (known !== undefined) return known
    places.set(key, links.length)
    return links.push(pair) - 1
  }
}

function readRows(
  { row, time, a, b }: Sightings,
  find: (i: number, j: number) => readonly number[],
): readonly Row[] {
  const rows = new Map<number, { row: number; time: number; links: Set<number> }>()
  for (let i = 0; i < row.length; i++) {
    for (const link of find(a[i]!, b[i]!)) {
      const known = rows.get(row[i]!)
      if (known) known.links.add(link)
      else rows.set(row[i]!, { row: row[i]!, time: time[i]!, links: new Set([link]) })
    }
  }
  return Array.from(rows.values(), (each) => ({ ...each, links: [...each.links] }))
}

/** By time; then by the identities, then by the links that they carry; the rows' own order is nothing. */
function inOrder(rows: readonly Row[], links: readonly Pair[]): readonly Row[] {
  const texts = new Map<Row, readonly number[]>()
  const textsOf = (row: Row) => {
    const known = texts.get(row)
    if (known) return known
    const pairs = row.links.map((link) => links[link]!).sort(comparePairs)
    const found = [...new Set(pairs.flat())].sort((x, y) => x - y)
    const order = [...found, END, ...pairs.flat()]
    texts.set(row, order)
    return order
  }
  return [...rows].sort((x, y) => x.time - y.time || compareNumbers(textsOf(x), textsOf(y)))
}

/** Comes before every identity, so that fewer of the same come first. */
const END = -1

const comparePairs = (x: Pair, y: Pair): number => x[0] - y[0] || x[1] - y[1]

function compareNumbers(x: readonly number[], y: readonly number[]): number {
  const shorter = Math.min(x.length, y.length)
  for (let i = 0; i < shorter; i++) {
    if (x[i] !== y[i]) return x[i]! - y[i]!
  }
  return x.length - y.length
}
