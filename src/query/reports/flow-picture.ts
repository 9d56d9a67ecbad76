import type { PairColumns } from '../../engine/index.ts'
import type { FlowNode } from '../../model/requests/flow.ts'
import type { CompiledDimension } from '../components/dimension.ts'
import type { Unmeasured } from './report.ts'

export interface FlowColumn {
  readonly dimension: CompiledDimension
  /** Negative before the anchor. */
  readonly number: number
}

/** The columns of one side of the anchor, nearest first, with the links that lead to each. */
export interface FlowSide {
  readonly columns: readonly FlowColumn[]
  readonly links: readonly PairColumns[]
}

type Picture = Pick<Unmeasured<'flow'>, 'columns' | 'links'>
type Link = Picture['links'][number]

interface Column {
  readonly nodes: readonly FlowNode[]
  /** The node that stands for a code. */
  readonly nodeOf: (code: number) => string
}

/** Nodes and links of both sides; each column has its most frequent items, the others are “more”. */
export function flowPicture(
  anchor: { readonly node: FlowNode; readonly dimension: string },
  [before, after]: readonly [FlowSide, FlowSide],
  itemsPerColumn: number,
): Picture {
  const left = drawSide(anchor.node.id, before, itemsPerColumn)
  const right = drawSide(anchor.node.id, after, itemsPerColumn)
  const turned = left.links.map(({ from, to, paths }) => ({ from: to, to: from, paths }))
  const middle = { column: 0, dimension: anchor.dimension, nodes: [anchor.node] }
  return {
    columns: [...left.columns.reverse(), middle, ...right.columns],
    links: [...turned, ...right.links],
  }
}

function drawSide(anchorId: string, side: FlowSide, itemsPerColumn: number) {
  const columns: Picture['columns'] = []
  const links: Link[] = []
  let nodeOf = (_code: number): string => anchorId
  for (const [k, column] of side.columns.entries()) {
    const pairs = side.links[k]!
    const drawn = drawColumn(column, pairs, itemsPerColumn)
    links.push(...drawLinks(pairs, nodeOf, drawn.nodeOf))
    if (drawn.nodes.length === 0) break
    const nodes = [...drawn.nodes]
    columns.push({ column: column.number, dimension: column.dimension.id, nodes })
    nodeOf = drawn.nodeOf
  }
  return { columns, links }
}

function drawColumn(
  { dimension, number }: FlowColumn,
  { b, counts }: PairColumns,
  itemsPerColumn: number,
): Column {
  const { domain } = dimension.instances
  const totals = new Map<number, number>()
  b.forEach((code, i) => totals.set(code, (totals.get(code) ?? 0) + counts[i]!))
  const out = totals.get(0)
  totals.delete(0)
  const sorted = [...totals].sort((x, y) => y[1] - x[1] || compareNames(x[0], y[0]))
  const top = sorted.slice(0, itemsPerColumn)
  const shown = new Set(top.map(([code]) => code))
  const more = sorted.slice(itemsPerColumn).reduce((sum, [, paths]) => sum + paths, 0)
  const special = number > 0 ? 'exited' : 'entered'
  const specials = ['entered', 'exited', 'more']
  const itemId = (code: number) => {
    const name = String(domain.item(code))
    return `${number}:${specials.includes(name) ? `item ${name}` : name}`
  }
  const idOf = (code: number) => {
    if (code === 0) return `${number}:${special}`
    return shown.has(code) ? itemId(code) : `${number}:more`
  }
  const nodes: FlowNode[] = top.map(([code, paths]) => ({
    id: idOf(code),
    item: domain.item(code),
    paths,
  }))
  if (more > 0) nodes.push({ id: `${number}:more`, item: null, special: 'more', paths: more })
  if (out) nodes.push({ id: `${number}:${special}`, item: null, special, paths: out })
  return { nodes, nodeOf: idOf }

  function compareNames(x: number, y: number): number {
    return String(domain.item(x)) < String(domain.item(y)) ? -1 : 1
  }
}

function drawLinks(
  { a, b, counts }: PairColumns,
  from: (code: number) => string,
  to: (code: number) => string,
): Link[] {
  const found = new Map<string, Map<string, number>>()
  const [source, target] = [remembered(from), remembered(to)]
  a.forEach((code, i) => {
    const start = source(code)
    const targets = found.get(start) ?? new Map<string, number>()
    if (targets.size === 0) found.set(start, targets)
    const end = target(b[i]!)
    targets.set(end, (targets.get(end) ?? 0) + counts[i]!)
  })
  const links = [...found].flatMap(([start, targets]) =>
    [...targets].map(([end, paths]): Link => ({ from: start, to: end, paths })),
  )
  return links.sort((x, y) => y.paths - x.paths || (x.from < y.from ? -1 : 1))
}

/** A function of codes that works out each code's text once. */
function remembered(textOf: (code: number) => string): (code: number) => string {
  const known: string[] = []
  return (code) => (known[code] ??= textOf(code))
}
