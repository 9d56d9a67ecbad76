import type { Box, Size } from '../../charts/box.ts'
import type { ConnectionMap, MapLink, MapNode } from './map-of.ts'

export interface PlacedNode extends Box {
  readonly node: MapNode
}

/** An arc between events, or a line to what is looked up; lengths are pixels. */
export interface PlacedLink {
  readonly link: MapLink
  readonly path: string
  readonly thickness: number
  /** The middle of it. */
  readonly x: number
  readonly y: number
}

export interface MapLayout {
  readonly nodes: readonly PlacedNode[]
  readonly arcs: readonly PlacedLink[]
  readonly lines: readonly PlacedLink[]
}

export const ROW = 76
const NODE_HEIGHT = 52
const MOST_WIDTH = 220
const THICKEST = 10

/**
 * Event datasets one below the other, with an arc for each pair that shares people, as thick as they are many;
 * beside them what is joined to them.
 */
export function layOutMap({ nodes, links }: ConnectionMap, { width }: Size): MapLayout {
  const events = nodes.filter(({ type }) => type === 'event')
  const others = nodes.filter(({ type }) => type !== 'event')
  const arcRoom = Math.min(200, width * 0.25)
  const nodeWidth = Math.min(MOST_WIDTH, (width - arcRoom) * (others.length === 0 ? 1 : 0.42))
  const place = (x: number) => (node: MapNode, row: number) => ({
    node,
    x,
    y: row * ROW + (ROW - NODE_HEIGHT) / 2,
    width: nodeWidth,
    height: NODE_HEIGHT,
  })
  const placed = [...events.map(place(arcRoom)), ...others.map(place(width - nodeWidth))]
  const boxOf = (id: string) => placed.find(({ node }) => node.dataset === id)!
  const isEvent = (id: string) => events.some(({ dataset }) => dataset === id)
  const most = Math.max(1, ...links.map(({ people }) => people ?? 0))
  const farthest = Math.max(1, events.length - 1)
  const arcs = links
    .filter(({ from, to }) => isEvent(from) && isEvent(to))
    .map((link) => {
      const [a, b] = [boxOf(link.from), boxOf(link.to)]
      const reach = (arcRoom - 12) * (Math.abs(b.y - a.y) / ROW / farthest)
      return arcOf(link, a, b, Math.max(24, reach), ((link.people ?? 0) / most) * THICKEST)
    })
  const lines = links
    .filter(({ from, to }) => !(isEvent(from) && isEvent(to)))
    .map((link) => lineOf(link, boxOf(link.from), boxOf(link.to)))
  return { nodes: placed, arcs, lines }
}

const middleOf = ({ y, height }: Box): number => y + height / 2

function arcOf(link: MapLink, a: Box, b: Box, reach: number, thickness: number): PlacedLink {
  const [from, to] = [middleOf(a), middleOf(b)]
  // The middle of such a curve lies at three quarters of its handles.
  const handle = a.x - reach * (4 / 3)
  return {
    link,
    path: `M${a.x} ${from}C${handle} ${from} ${handle} ${to} ${b.x} ${to}`,
    thickness: Math.max(1, thickness),
    x: a.x - reach,
    y: (from + to) / 2,
  }
}

function lineOf(link: MapLink, a: Box, b: Box): PlacedLink {
  const [start, end] = a.x <= b.x ? [a.x + a.width, b.x] : [a.x, b.x + b.width]
  const [from, to] = [middleOf(a), middleOf(b)]
  const half = (start + end) / 2
  return {
    link,
    path: `M${start} ${from}C${half} ${from} ${half} ${to} ${end} ${to}`,
    thickness: 1,
    x: half,
    y: (from + to) / 2,
  }
}
