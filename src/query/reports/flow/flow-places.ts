import { type FlowPartial, type PairParts, sumByEnd } from '../../../engine/index.ts'
import type { CompiledDimension } from '../../components/dimension.ts'
import { describeNotThere } from '../../explain/people-behind.ts'
import { findMostFrequent } from './picture.ts'

/** The dimensions of the columns, nearest to the anchor first, and how many items each shows. */
interface Columns {
  readonly columnDimensions: {
    readonly before: readonly CompiledDimension[]
    readonly after: readonly CompiledDimension[]
  }
  readonly itemsPerColumn: number
}

/** A node of the result by its id. */
export interface FlowPlace {
  readonly id: string
  readonly column: number
  readonly name: string
  /** The way in or out: paths go no further. */
  readonly isEnd: boolean
  /** The items that are not among the largest. */
  readonly isMore: boolean
}

/** Errors: request/impossible where there is no such column or item. */
export function readNode(flow: Columns, id: string, at: readonly (string | number)[]): FlowPlace {
  const [, number, name] = /^(-?\d+):(.*)$/s.exec(id) ?? []
  const column = Number(number)
  const isMore = name === 'more'
  const isAnchor = column === 0
  if (name === undefined || (isAnchor ? isMore : dimensionOf(flow, column) === undefined)) {
    throw describeNotThere(`there is no node ${id}`, ['explain', ...at])
  }
  const isEnd = !isAnchor && (name === 'exited' || name === 'entered')
  const place = { id, column, name, isEnd, isMore }
  if (!isAnchor && !isMore && codeOf(dimensionOf(flow, column)!, place) === undefined) {
    throw describeNotThere(`there is no item ${name}`, ['explain', ...at])
  }
  return place
}

/** The codes that a node stands for; the anchor has code 1. `partial` is needed for items that are not shown. */
export function codesOfNode(
  flow: Columns,
  place: FlowPlace,
  partial: FlowPartial | null,
): readonly number[] {
  const { column, isMore } = place
  if (column === 0) return [1]
  const dimension = dimensionOf(flow, column)!
  if (!isMore || partial === null) return [codeOf(dimension, place)!]
  const { domain } = dimension.instances
  const totals = sumByEnd(linksTo(partial, column), domain.size)
  const shown = new Set(findMostFrequent(totals, domain, flow.itemsPerColumn))
  return [...totals.keys()].filter((code) => code > 0 && totals[code]! > 0 && !shown.has(code))
}

/** The pairs of codes that paths go between, outwards from the anchor: all that are possible without `partial`. */
export function pairsOfLink(
  flow: Columns,
  near: FlowPlace,
  far: FlowPlace,
  partial: FlowPartial | null,
): readonly (readonly [number, number])[] {
  const starts = codesOfNode(flow, near, partial)
  const ends = codesOfNode(flow, far, partial)
  if (partial === null) return starts.flatMap((a) => ends.map((b) => [a, b] as const))
  const [from, to] = [new Set(starts), new Set(ends)]
  const pairs = new Map<string, readonly [number, number]>()
  for (const { a, b } of linksTo(partial, far.column)) {
    for (let i = 0; i < a.length; i++) {
      const pair = [a[i]!, b[i]!] as const
      if (from.has(pair[0]) && to.has(pair[1])) pairs.set(pair.join(), pair)
    }
  }
  return [...pairs.values()]
}

const dimensionOf = ({ columnDimensions }: Columns, column: number) =>
  column > 0 ? columnDimensions.after[column - 1] : columnDimensions.before[-column - 1]

const linksTo = ({ before, after }: FlowPartial, column: number): PairParts =>
  column > 0 ? after[column - 1]! : before[-column - 1]!

/** Items that are called like a special node stand in its result as `item …`. */
function codeOf(
  { instances: { domain } }: CompiledDimension,
  { name, isEnd }: Pick<FlowPlace, 'name' | 'isEnd'>,
): number | undefined {
  if (isEnd) return 0
  const item = name.replace(/^item (entered|exited|more)$/, '$1')
  const number = Number(item)
  const found = domain.codeOf(item)
  return found ?? (Number.isNaN(number) ? undefined : domain.codeOf(number))
}
