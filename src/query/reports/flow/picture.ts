import { type PairParts, sumByCell, sumByEnd } from '../../../engine/index.ts'
import type { FlowNode, FlowResult } from './request.ts'
import type { CompiledDimension } from '../../components/dimension.ts'
import { compareItems } from '../../compilation/item-order.ts'
import type { Domain } from '../../compilation/value.ts'
import type { Item } from '../../../model/result.ts'
import type { Unmeasured } from '../../compilation/finish.ts'

export interface FlowColumn {
  readonly dimension: CompiledDimension
  /** Negative before the anchor. */
  readonly number: number
}

/** The columns of one side of the anchor, nearest first, with the links that lead to each. */
export interface FlowSide {
  readonly columns: readonly FlowColumn[]
  readonly links: readonly PairParts[]
}

type Picture = Pick<Unmeasured<FlowResult>, 'columns' | 'links'>
type Link = Picture['links'][number]

interface Column {
  readonly nodes: readonly FlowNode[]
  /** The place in `nodes` of the node that stands for a code, one per code. */
  readonly places: Uint32Array
}

/** Nodes and links of both sides; each column has its most frequent items, the others are “more”. */
export function buildFlowPicture(
  anchor: { readonly node: FlowNode; readonly dimension: string },
  [before, after]: readonly [FlowSide, FlowSide],
  itemsPerColumn: number,
): Picture {
  const left = drawSide(anchor.node, before, itemsPerColumn)
  const right = drawSide(anchor.node, after, itemsPerColumn)
  const turned = left.links.map(({ from, to, paths }) => ({ from: to, to: from, paths }))
  const middle = { column: 0, dimension: anchor.dimension, nodes: [anchor.node] }
  return {
    columns: [...left.columns.reverse(), middle, ...right.columns],
    links: [...turned, ...right.links],
  }
}

function drawSide(anchor: FlowNode, side: FlowSide, itemsPerColumn: number) {
  const columns: Picture['columns'] = []
  const lines: Link[] = []
  // The anchor is code 1 of its column.
  let near: Column = { nodes: [anchor], places: new Uint32Array(2) }
  for (const [k, column] of side.columns.entries()) {
    const links = side.links[k]!
    const drawn = drawColumn(
      column,
      sumByEnd(links, column.dimension.instances.domain.size),
      itemsPerColumn,
    )
    lines.push(...drawLinks(links, near, drawn))
    if (drawn.nodes.length === 0) break
    const { dimension, number } = column
    columns.push({ column: number, dimension: dimension.id, nodes: [...drawn.nodes] })
    near = drawn
  }
  return { columns, links: lines }
}

/** The most frequent items, then “more”, then the way out. */
function drawColumn(
  { dimension, number }: FlowColumn,
  totals: Float64Array,
  itemsPerColumn: number,
) {
  const { domain } = dimension.instances
  const top = findMostFrequent(totals, domain, itemsPerColumn)
  const nodes: FlowNode[] = top.map((code) => {
    const item = domain.item(code)
    return { id: itemId(number, item), item, paths: totals[code]! }
  })
  const places = new Uint32Array(totals.length).fill(top.length)
  top.forEach((code, place) => {
    places[code] = place
  })
  const out = totals[0]!
  const more = sum(totals) - out - sum(nodes.map(({ paths }) => paths))
  if (more > 0) nodes.push({ id: `${number}:more`, item: null, special: 'more', paths: more })
  places[0] = nodes.length
  const special = number > 0 ? 'exited' : 'entered'
  if (out > 0) nodes.push({ id: `${number}:${special}`, item: null, special, paths: out })
  return { nodes, places }
}

const sum = (numbers: ArrayLike<number>) => {
  let total = 0
  for (let i = 0; i < numbers.length; i++) total += numbers[i]!
  return total
}

/** An item may be called like a special node. */
function itemId(column: number, item: Item): string {
  const name = String(item)
  return `${column}:${['entered', 'exited', 'more'].includes(name) ? `item ${name}` : name}`
}

/** The codes (not 0) with the highest totals, those of equal totals by item. Items are only asked for among these. */
export function findMostFrequent(totals: Float64Array, domain: Domain, limit: number): number[] {
  const counted = totals.subarray(1).filter((total) => total > 0)
  const least = counted.length > limit ? counted.sort()[counted.length - limit]! : 1
  const found: { readonly code: number; readonly item: Item }[] = []
  totals.forEach((total, code) => {
    if (code > 0 && total >= least) found.push({ code, item: domain.item(code) })
  })
  found.sort((x, y) => totals[y.code]! - totals[x.code]! || compareItems(x.item, y.item))
  return found.slice(0, limit).map(({ code }) => code)
}

function drawLinks(parts: PairParts, from: Column, to: Column): Link[] {
  const width = to.nodes.length
  // One row more for the paths that have left before.
  const starts = from.places.map((place) => place * width)
  starts[0] = from.nodes.length * width
  const cells = sumByCell(parts, starts, to.places, (from.nodes.length + 1) * width + 1)
  const links: Link[] = []
  for (let cell = 0; cell < from.nodes.length * width; cell++) {
    if (cells[cell] === 0) continue
    const start = from.nodes[Math.floor(cell / width)]!
    links.push({ from: start.id, to: to.nodes[cell % width]!.id, paths: cells[cell]! })
  }
  return links.sort((x, y) => y.paths - x.paths || compare(x.from, y.from) || compare(x.to, y.to))
}

const compare = (x: string, y: string) => (x < y ? -1 : Number(x > y))
