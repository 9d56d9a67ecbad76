import ELK, { type ElkNode, type ELK as Layout } from 'elkjs/lib/elk-api.js'
import workerUrl from 'elkjs/lib/elk-worker.min.js?url'
import { arrowId } from './arrow-id.ts'
import { NODE_HEIGHT, NODE_WIDTH } from './canvas-measures.ts'
import type { Arrow, Position } from './canvas-settings.ts'

/** From where to where the arrows of a layout go. */
export type Direction = 'RIGHT' | 'DOWN'

let started: Layout | null = null

/** The algorithm takes a second to load: it works beside the page, and is there from its first use on. */
const engine = (): Layout => {
  started ??= new ELK({ workerUrl })
  return started
}

export interface CanvasLayout {
  readonly positions: ReadonlyMap<string, Position>
  /** By the ids of arrows: through where they go between their ends. */
  readonly bends: ReadonlyMap<string, readonly Position[]>
}

/** Layers from start to end, arrows that cross as little as possible. Errors: Error. */
export async function layOutCanvas(
  ids: readonly string[],
  arrows: readonly Arrow[],
  direction: Direction,
): Promise<CanvasLayout> {
  const graph: ElkNode = {
    id: 'canvas',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': direction,
      'elk.edgeRouting': 'POLYLINE',
      'elk.spacing.nodeNode': direction === 'RIGHT' ? '36' : '16',
      'elk.layered.spacing.nodeNodeBetweenLayers': direction === 'RIGHT' ? '112' : '52',
      'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
    },
    children: ids.map((id) => ({ id, width: NODE_WIDTH, height: NODE_HEIGHT })),
    edges: arrows.map(([from, to]) => ({
      id: arrowId([from, to]),
      sources: [from],
      targets: [to],
    })),
  }
  const { children = [], edges = [] } = await engine().layout(graph)
  return {
    positions: new Map(children.map(({ id, x = 0, y = 0 }) => [id, { x, y }])),
    bends: new Map(edges.map(({ id, sections = [] }) => [id, sections[0]?.bendPoints ?? []])),
  }
}
