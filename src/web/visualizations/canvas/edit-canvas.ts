import type { ComponentList } from '../../../model/answers/data-views.ts'
import type { Dropped } from '../../drag/dropped.ts'
import { newId } from '../../project/new-id.ts'
import {
  type Arrow,
  type CanvasNodeSettings,
  type CanvasPart,
  type CanvasSettings,
  type Position,
} from './canvas-settings.ts'

/** As many as a report takes. */
export const MOST_NODES = 32

/** A node of one part, with an arrow from `after`, where that is given. */
export function withNode(settings: CanvasSettings, part: CanvasPart, after?: string) {
  const id = newId()
  return {
    ...settings,
    nodes: [...settings.nodes, { id, parts: [part] }],
    arrows: after === undefined ? settings.arrows : [...settings.arrows, [after, id] as const],
  }
}

export const changeNode = (
  settings: CanvasSettings,
  id: string,
  change: (node: CanvasNodeSettings) => CanvasNodeSettings,
): CanvasSettings => ({
  ...settings,
  nodes: settings.nodes.map((node) => (node.id === id ? change(node) : node)),
})

/** An empty name is none: the node is called by its parts again. */
export const renameNode = (settings: CanvasSettings, id: string, name: string): CanvasSettings =>
  changeNode(settings, id, ({ name: _, ...node }) => (name === '' ? node : { ...node, name }))

/** The node goes, and its arrows with it. */
export const removeNode = (settings: CanvasSettings, id: string): CanvasSettings => ({
  ...settings,
  nodes: settings.nodes.filter((node) => node.id !== id),
  arrows: settings.arrows.filter(([from, to]) => from !== id && to !== id),
})

export const connect = (settings: CanvasSettings, from: string, to: string): CanvasSettings =>
  canConnect(settings.arrows, from, to)
    ? { ...settings, arrows: [...settings.arrows, [from, to]] }
    : settings

export const disconnect = (settings: CanvasSettings, [from, to]: Arrow): CanvasSettings => ({
  ...settings,
  arrows: settings.arrows.filter((arrow) => arrow[0] !== from || arrow[1] !== to),
})

/** Whether an arrow is new and makes no circle. */
export const canConnect = (arrows: readonly Arrow[], from: string, to: string): boolean =>
  !arrows.some((arrow) => arrow[0] === from && arrow[1] === to) && !leadsTo(arrows, to, from)

function leadsTo(arrows: readonly Arrow[], from: string, to: string): boolean {
  const seen = new Set<string>()
  const visit = (node: string): boolean => {
    if (node === to) return true
    if (seen.has(node)) return false
    seen.add(node)
    return arrows.some((arrow) => arrow[0] === node && visit(arrow[1]))
  }
  return visit(from)
}

/** Where each node is now; once one has been moved, all stay where they are. */
export const placeNodes = (
  settings: CanvasSettings,
  positions: ReadonlyMap<string, Position>,
): CanvasSettings => ({
  ...settings,
  nodes: settings.nodes.map((node) => {
    const position = positions.get(node.id) ?? node.position
    if (position === undefined) return node
    return { ...node, position: { x: Math.round(position.x), y: Math.round(position.y) } }
  }),
})

/** Nobody has put anything anywhere. */
export const forgetPositions = (settings: CanvasSettings): CanvasSettings => ({
  ...settings,
  nodes: settings.nodes.map(({ position: _, ...node }) => node),
})

const NODE_ZONE = 'node'
const AFTER = 'after '

export const zoneAfter = (id: string): string => `${AFTER}${id}`
export const nodeZone = NODE_ZONE

/** A new node of what is dropped, after another one in its zone; null of what no event can be. */
export function dropOnCanvas(
  settings: CanvasSettings,
  dropped: Dropped,
  zone: string,
  components: ComponentList,
): CanvasSettings | null {
  const part = partOf(dropped, components)
  if (part === null || settings.nodes.length >= MOST_NODES) return null
  return withNode(settings, part, zone.startsWith(AFTER) ? zone.slice(AFTER.length) : undefined)
}

function partOf(
  { kind, id, dimension, item }: Dropped,
  { metrics }: ComponentList,
): CanvasPart | null {
  switch (kind) {
    case 'item':
      return dimension === undefined ? null : { dimension, item: item ?? null }
    case 'metric':
      // A calculated one is no event.
      return metrics.some((metric) => metric.id === id) ? { metric: id } : null
    case 'segment':
      return { segment: id }
    case 'date-range':
      return { dateRange: id }
    case 'dimension':
      return null
    default:
      return kind satisfies never
  }
}
