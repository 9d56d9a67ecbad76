import { type DrawnGraph, pairKey } from './drawn-graph.ts'
import { mostCharacters, shortName } from './short-name.ts'

export interface PlacedNode extends Point {
  readonly id: string
  readonly isHeld: boolean
  /** Whether it is another person's, at the end of a link that does not stand. */
  readonly isOther: boolean
  /** Where its name stands. */
  readonly side: 'top' | 'left' | 'right' | 'bottom'
}

export type LinkKind = 'rows' | 'hand' | 'lost'

export interface PlacedLink {
  readonly key: string
  readonly from: PlacedNode
  readonly to: PlacedNode
  readonly kind: LinkKind
  readonly count: number
  /** What a quadratic curve between its ends is drawn to. */
  readonly control: Point
}

export interface Point {
  readonly x: number
  readonly y: number
}

export interface GraphLayout {
  readonly nodes: readonly PlacedNode[]
  readonly links: readonly PlacedLink[]
  readonly width: number
  readonly height: number
  /** As many characters a name has at most. */
  readonly characters: number
  /** How many identities are not drawn. */
  readonly leftOut: number
}

const rowHeight = 34
const shortest = 176
const marginY = 30
/** Of a letter, and of what is between a node and its name. */
const letterWidth = 6.8
const labelGap = 20

/** More than that are not told apart by anyone. */
export const mostDrawn = 40

/**
 * Places the person's own name at the top of an ellipse and the others down its sides, the left one first: no link
 * passes through a third node, and names stand in two columns. Lengths are pixels.
 */
export function layOutGraph(
  graph: DrawnGraph,
  radiusX = 150,
  characters = mostCharacters,
): GraphLayout {
  const all = listNodes(graph)
  const drawn = all.slice(0, mostDrawn)
  const beside = Math.floor((drawn.length - 1) / 2)
  const height = drawn.length === 1 ? 0 : Math.max(shortest, (beside + 1) * rowHeight)
  const centerX = radiusX + labelGap + letterWidth * longestName(drawn, characters)
  const nodes = drawn.map((node, index): PlacedNode => {
    const place = placeOf(index, drawn.length)
    const y = (place.row / (beside + 1)) * height
    const reach = Math.sqrt(Math.max(0, 1 - (1 - (2 * y) / height) ** 2))
    const x = place.side === 'left' ? -reach : place.side === 'right' ? reach : 0
    return { ...node, side: place.side, x: centerX + x * radiusX, y: marginY + y }
  })
  return {
    nodes,
    links: placeLinks(graph, nodes),
    width: 2 * centerX,
    height: Math.max(...nodes.map(({ y }) => y)) + marginY,
    characters,
    leftOut: all.length - drawn.length,
  }
}

/** In characters. */
function longestName(nodes: readonly { readonly id: string }[], characters: number): number {
  const lengths = nodes.map(({ id }) => {
    const { namespace, text } = shortName(id, characters)
    return namespace.length + 1 + text.length
  })
  return Math.max(...lengths)
}

type FreeNode = Omit<PlacedNode, 'x' | 'y' | 'side'>

/** The identities, and behind them those of other people that a link was lost to. */
function listNodes({ ids, lost }: DrawnGraph): readonly FreeNode[] {
  const own = new Set(ids.map(({ id }) => id))
  const others = new Set(lost.flatMap((link) => link.ids).filter((id) => !own.has(id)))
  return [
    ...ids.map((each) => ({ ...each, isOther: false })),
    ...[...others].map((id) => ({ id, isHeld: false, isOther: true })),
  ]
}

/** The first one at the top, the sides from top to bottom, one that is left over at the bottom. */
function placeOf(index: number, count: number): Pick<PlacedNode, 'side'> & { row: number } {
  const beside = Math.floor((count - 1) / 2)
  if (index === 0) return { side: 'top', row: 0 }
  if (index <= beside) return { side: 'left', row: index }
  const row = index - beside
  return row <= beside ? { side: 'right', row } : { side: 'bottom', row }
}

function placeLinks(
  { links, lost }: DrawnGraph,
  nodes: readonly PlacedNode[],
): readonly PlacedLink[] {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const place = (ids: readonly [string, string], kind: LinkKind, count: number): PlacedLink[] => {
    const [from, to] = ids.map((id) => byId.get(id))
    if (from === undefined || to === undefined) return []
    return [{ key: pairKey(ids), from, to, kind, count, control: controlOf(from, to) }]
  }
  return [
    ...links.flatMap(({ ids, count, isByHand }) => place(ids, isByHand ? 'hand' : 'rows', count)),
    ...lost.flatMap(({ ids }) => place(ids, 'lost', 1)),
  ]
}

/** Links along a side bend inwards, past those between their ends; others are straight. */
function controlOf(from: PlacedNode, to: PlacedNode): Point {
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }
  const inwards = { left: 1, right: -1, top: 0, bottom: 0 }[from.side]
  if (from.side !== to.side) return middle
  return { ...middle, x: middle.x + inwards * (20 + Math.abs(from.y - to.y) / 3) }
}

/** The point on a link's curve at a share of its way. */
export function pointOn({ from, to, control }: PlacedLink, share: number): Point {
  const at = (a: number, b: number, c: number) =>
    (1 - share) ** 2 * a + 2 * share * (1 - share) * b + share ** 2 * c
  return { x: at(from.x, control.x, to.x), y: at(from.y, control.y, to.y) }
}
