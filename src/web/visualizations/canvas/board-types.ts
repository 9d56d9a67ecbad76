import type { Edge, Node } from '@xyflow/react'
import type { Route } from './arrow-path.ts'
import type { DescribedArrow, DescribedNode } from './describe-canvas.ts'
import type { Direction } from './lay-out-canvas.ts'

/** What changes the canvas in its drawing; absent where it is only read. */
export interface CanvasEdits {
  readonly connect: (from: string, to: string) => void
  readonly disconnect: (from: string, to: string) => void
  readonly rename: (id: string, name: string) => void
  readonly remove: (id: string) => void
}

/** Another node that a node could lead to, or leads to. */
export interface Neighbour {
  readonly id: string
  readonly name: string
}

interface Shown {
  readonly current: string
  readonly onFocus: (id: string) => void
  readonly direction: Direction
}

export interface NodeData extends Shown, Record<string, unknown> {
  readonly node: DescribedNode
  /** Null where it is only read. */
  readonly edits: CanvasEdits | null
  readonly canLeadTo: readonly Neighbour[]
  readonly leadsTo: readonly Neighbour[]
}

export interface ArrowData extends Shown, Record<string, unknown> {
  readonly arrow: DescribedArrow
  readonly route: Route
}

export type BoardNode = Node<NodeData, 'step'>
export type BoardArrow = Edge<ArrowData, 'arrow'>
