import type { FlowNode, FlowResult } from '../../../query/reports/flow/request.ts'

export interface PlacedNode extends FlowNode {
  readonly column: number
  readonly dimension: string
  readonly x: number
  readonly y: number
  readonly height: number
}

export interface PlacedLink {
  readonly from: PlacedNode
  readonly to: PlacedNode
  readonly paths: number
  readonly width: number
  /** Of the middle of the ribbon at its two ends. */
  readonly fromY: number
  readonly toY: number
}

export interface FlowLayout {
  readonly nodes: readonly PlacedNode[]
  readonly links: readonly PlacedLink[]
  readonly width: number
  readonly height: number
  /** Of every node. */
  readonly nodeWidth: number
}

const narrowestNode = 112
const widestNode = 280
const columnGap = 56
const nodeGap = 10
const smallestNode = 26
const tallest = 320

/**
 * Places columns from left to right; heights are in proportion to paths. Nodes take the width that there
 * is, so that their names are whole; where it is too little, the drawing is wider. Lengths are pixels.
 */
export function layOutFlow(
  { columns, links }: Pick<FlowResult, 'columns' | 'links'>,
  available: number,
): FlowLayout {
  const count = Math.max(1, columns.length)
  const share = Math.floor((available - (count - 1) * columnGap) / count)
  const nodeWidth = Math.min(widestNode, Math.max(narrowestNode, share))
  const sums = columns.map(({ nodes }) => nodes.reduce((sum, { paths }) => sum + paths, 0))
  const scale = tallest / Math.max(1, ...sums)
  const nodes = columns.flatMap(({ nodes: own, column, dimension }, index) => {
    let y = 0
    return own.map((node): PlacedNode => {
      const height = Math.max(smallestNode, node.paths * scale)
      const placed = { ...node, column, dimension, x: index * (nodeWidth + columnGap), y, height }
      y += height + nodeGap
      return placed
    })
  })
  return {
    nodes,
    nodeWidth,
    links: placeLinks(nodes, links, scale),
    width: Math.max(1, columns.length * (nodeWidth + columnGap) - columnGap),
    height: Math.max(smallestNode, ...nodes.map(({ y, height }) => y + height)),
  }
}

function placeLinks(
  nodes: readonly PlacedNode[],
  links: FlowResult['links'],
  scale: number,
): PlacedLink[] {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const leaving = new Map<string, number>()
  const arriving = new Map<string, number>()
  return links.flatMap((link) => {
    const from = byId.get(link.from)
    const to = byId.get(link.to)
    if (from === undefined || to === undefined) return []
    const width = Math.max(1, link.paths * scale)
    const fromY = from.y + stack(leaving, link.from, width)
    const toY = to.y + stack(arriving, link.to, width)
    return [{ from, to, paths: link.paths, width, fromY, toY }]
  })
}

/** The middle of the next ribbon at a node's side. */
function stack(used: Map<string, number>, id: string, width: number): number {
  const start = used.get(id) ?? 0
  used.set(id, start + width)
  return start + width / 2
}
