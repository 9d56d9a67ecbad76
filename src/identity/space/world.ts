import type { LakeClient } from '../../lake/client.ts'
import { type Sql, sql, value } from '../../lake/sql.ts'
import type { Ledger, Rules, Sightings } from '../linking/index.ts'
import { type Hand, listSpoken, selectCodes, selectHand } from './hand.ts'
import { isAmong, type IsNamed, withNamed } from './named.ts'
import { readCodes, readRecords } from './records.ts'
import { spaceTable } from './state.ts'
import { selectGraphs, selectLinks, type Version } from './tables.ts'

/** Which links and entries graphs are made of. */
export interface Ground {
  readonly state: Version
  readonly rules: Rules
  readonly hand: Hand
  /** Beyond so many identities all are worked out; a million unless told. */
  readonly mostNamed?: number | undefined
}

/** Some identities with all that links them: whole components, ascending by their codes. */
export interface World {
  readonly codes: Uint32Array
  readonly ledger: Ledger
  /** When each identity was seen first in a link of rows, UTC ms; infinity where in none. */
  readonly firstSeen: Float64Array
}

/** More identities than this are not looked for: all are taken. */
const MOST_NAMED = 1_000_000

/** Some identities, ascending, and all members of the components that they are in, or were in; null: take all. */
export interface Members {
  readonly start: Uint32Array
  readonly members: Uint32Array | null
}

/** `touched`: a query of codes. */
export async function findMembers(
  lake: LakeClient,
  ground: Pick<Ground, 'state' | 'mostNamed'>,
  touched: Sql,
): Promise<Members> {
  const start = await readCodes(lake, sql`SELECT DISTINCT code FROM (${touched}) ORDER BY code`)
  const members = start.length > mostOf(ground) ? null : await listMembers(lake, ground, start)
  return { start, members }
}

async function listMembers(
  lake: LakeClient,
  ground: Pick<Ground, 'state' | 'mostNamed'>,
  start: Uint32Array,
): Promise<Uint32Array | null> {
  const { state } = ground
  const most = mostOf(ground)
  const members = await withNamed(lake, start, async (isStart) => {
    const components = await readCodes(
      lake,
      sql`SELECT DISTINCT component FROM (${selectGraphs(state, isStart(sql`code`))})`,
    )
    return withNamed(lake, components, (isOfComponents) => {
      const inComponents = isOfComponents(sql`component`)
      const candidates = sql`code IN (
        SELECT code FROM ${spaceTable(state, 'graphs')} WHERE ${inComponents})`
      return readCodes(
        lake,
        sql`SELECT code FROM (${selectGraphs(state, candidates)}) WHERE ${inComponents} ORDER BY code`,
      )
    })
  })
  const all = Uint32Array.from(new Set([...start, ...members])).sort()
  return all.length > most ? null : all
}

const mostOf = ({ mostNamed = MOST_NAMED }: Pick<Ground, 'mostNamed'>): number => mostNamed

/** `members`: whole components, ascending; null: all. */
export async function loadWorld(
  lake: LakeClient,
  ground: Ground,
  members: Uint32Array | null,
  isMember: IsNamed,
): Promise<World> {
  const { state, rules, hand } = ground
  const blocked = isAmong(sql`a`, Uint32Array.from(hand.blocked))
  const unblocked =
    hand.blocked.size === 0
      ? sql``
      : sql`AND NOT ${blocked} AND NOT ${isAmong(sql`b`, Uint32Array.from(hand.blocked))}`
  const said = selectHand({ pairs: hand.pairs.filter(({ kind }) => kind !== 'never') })
  const links = selectLinks(state, said, { of: isMember(sql`a`) })
  const codes = members ?? (await listAll(lake, state, links, listSpoken(hand)))
  const indexOf = indexBy(codes)
  const rows = await readRecords(
    lake,
    sql`
      SELECT toFloat64(min(time)), toFloat64(max(time)), a, b FROM (${links})
      WHERE a < b AND dataset != 0 ${unblocked} GROUP BY a, b ORDER BY a, b`,
    2,
    2,
  )
  const columns = {
    first: rows.floats(0),
    last: rows.floats(1),
    a: rows.integers(0).map(indexOf),
    b: rows.integers(1).map(indexOf),
  }
  const { namespaceOf, rank } = await loadNames(lake, ground, codes, isMember)
  const pairsOf = (kind: 'together' | 'never') =>
    hand.pairs
      .filter((pair) => pair.kind === kind)
      .map(({ a, b }) => [indexOf(a), indexOf(b)] as const)
      .filter(([a, b]) => a !== NONE && b !== NONE)
  const ledger: Ledger = {
    rules,
    namespaceOf,
    links: columns,
    hand: { together: pairsOf('together'), never: pairsOf('never') },
    released: new Set([...hand.released].map(indexOf).filter((index) => index !== NONE)),
    compare: (i, j) => rank[i]! - rank[j]!,
    readSightings: (indexes) =>
      readSightings(
        lake,
        { state, said, unblocked },
        Uint32Array.from(indexes, (index) => codes[index]!),
        indexOf,
      ),
  }
  return { codes, ledger, firstSeen: findFirst(codes.length, columns) }
}

/** All identities that are linked or spoken of, or were. */
const listAll = (
  lake: LakeClient,
  state: Version,
  links: Sql,
  spoken: Uint32Array,
): Promise<Uint32Array> =>
  readCodes(
    lake,
    sql`
      SELECT DISTINCT code FROM (
        SELECT a AS code FROM (${links})
        UNION ALL SELECT code FROM (${selectGraphs(state)})
        UNION ALL ${selectCodes(spoken)})
      ORDER BY code`,
  )

export const NONE = 0xffff_ffff

/** The place of a code among ascending codes; `NONE` where it is not there. */
export function indexBy(codes: Uint32Array): (code: number) => number {
  const highest = codes.at(-1) ?? 0
  return highest <= codes.length * MOST_OF_PLACES ? lookUp(codes, highest) : search(codes)
}

/** Codes that lie closer are looked up in as much memory as they take so many times: to search among millions takes seconds. */
const MOST_OF_PLACES = 2

function lookUp(codes: Uint32Array, highest: number): (code: number) => number {
  const places = new Uint32Array(highest + 1).fill(NONE)
  for (let place = 0; place < codes.length; place++) places[codes[place]!] = place
  return (code) => places[code] ?? NONE
}

function search(codes: Uint32Array): (code: number) => number {
  return (code) => {
    let low = 0
    let high = codes.length - 1
    while (low <= high) {
      const middle = (low + high) >>> 1
      const found = codes[middle]!
      if (found === code) return middle
      if (found < code) low = middle + 1
      else high = middle - 1
    }
    return NONE
  }
}

/** The namespace of each identity, and its place in the order of all texts. */
async function loadNames(
  lake: LakeClient,
  { state, rules }: Ground,
  codes: Uint32Array,
  isMember: IsNamed,
): Promise<{ readonly namespaceOf: Uint8Array; readonly rank: Uint32Array }> {
  const names = rules.namespaces.map(({ id }) => id)
  const rows = await readRecords(
    lake,
    sql`
      SELECT toUInt32(indexOf(${value(names, 'Array(String)')}, namespace) - 1), code
      FROM ${spaceTable(state, 'ids')} WHERE ${isMember(sql`code`)} ORDER BY namespace, id`,
    0,
    2,
  )
  const indexOf = indexBy(codes)
  const found = { namespace: rows.integers(0), index: rows.integers(1).map(indexOf) }
  const starts = startsOf(names, found.namespace)
  const namespaceOf = new Uint8Array(codes.length)
  const rank = new Uint32Array(codes.length)
  for (let row = 0; row < rows.rows; row++) {
    const namespace = found.namespace[row]!
    const place = starts[namespace]!++
    const index = found.index[row]!
    if (index === NONE) continue
    namespaceOf[index] = namespace
    rank[index] = place
  }
  return { namespaceOf, rank }
}

/** Where the ids of each namespace begin when all are in the order of `namespace:id`. */
function startsOf(names: readonly string[], namespaceOfRow: Uint32Array): Uint32Array {
  const counts = new Uint32Array(names.length)
  for (const namespace of namespaceOfRow) counts[namespace]!++
  const order = names.map((name, index) => ({ text: `${name}:`, index }))
  const starts = new Uint32Array(names.length)
  let next = 0
  for (const { index } of order.toSorted((x, y) => (x.text < y.text ? -1 : 1))) {
    starts[index] = next
    next += counts[index]!
  }
  return starts
}

function findFirst(identities: number, { a, b, first }: Ledger['links']): Float64Array {
  const seen = new Float64Array(identities).fill(Number.POSITIVE_INFINITY)
  for (let link = 0; link < a.length; link++) {
    for (const index of [a[link]!, b[link]!]) seen[index] = Math.min(seen[index]!, first[link]!)
  }
  return seen
}

interface Source {
  readonly state: Version
  readonly said: Sql
  readonly unblocked: Sql
}

async function readSightings(
  lake: LakeClient,
  { state, said, unblocked }: Source,
  codes: Uint32Array,
  indexOf: (code: number) => number,
): Promise<Sightings> {
  const rows = await withNamed(lake, codes, (isNamed) =>
    readRecords(
      lake,
      sql`
        SELECT toFloat64(row), toFloat64(time), toUInt32(dataset), toUInt32(0), a, b
        FROM (${selectLinks(state, said, { of: isNamed(sql`a`) })})
        WHERE a < b AND dataset != 0 ${unblocked} ORDER BY dataset, row`,
      2,
      4,
    ),
  )
  return {
    row: numberRows(rows.floats(0), rows.integers(0)),
    time: rows.floats(1),
    a: rows.integers(2).map(indexOf),
    b: rows.integers(3).map(indexOf),
  }
}

/** A number for each row of each dataset, where those of one are neighbours. */
function numberRows(row: Float64Array, dataset: Uint32Array): Float64Array {
  let number = 0
  return row.map((each, i) => {
    if (i > 0 && (each !== row[i - 1] || dataset[i] !== dataset[i - 1])) number += 1
    return number
  })
}
