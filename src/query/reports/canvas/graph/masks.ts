import type { Path } from '../../../../model/path.ts'
import { type MaskRef, MOST_BITS, type NodeRef } from '../../../../engine/index.ts'
import type { CanvasRequest } from '../request.ts'
import { canvasNodeCondition } from '../node-condition.ts'
import { type Compilation, type Period, addRuns } from '../../../compilation/compilation.ts'
import { compileScopeMask } from '../../../segments/scope-mask.ts'
import { compileTouch } from '../../../segments/touch.ts'
import type { CanvasGraph } from './graph.ts'

/** What a canvas is counted on. */
export interface CanvasMasks {
  /** What the engine's graph operators need. */
  readonly graph: {
    readonly bits: NodeRef
    readonly before: readonly number[]
    readonly mask: MaskRef
    readonly runs: NodeRef
  }
  /** The nodes that are reached on each event, as bits. */
  readonly reached: NodeRef
  /** Per node the events on which it is reached, for the first time or again. */
  readonly nodes: readonly MaskRef[]
  /** Per node the events on which any node right before it is reached. */
  readonly previous: readonly MaskRef[]
  /** Per node the events of the next nodes after it was reached. */
  readonly leaving: readonly MaskRef[]
  /** Per arrow the events of its end after its beginning was reached. */
  readonly arrows: readonly MaskRef[]
}

/** Nodes and arrows of a canvas as masks over events. */
export async function compileCanvasMasks(
  c: Compilation,
  request: CanvasRequest,
  { arrows, before }: CanvasGraph,
  period: Period,
  path: Path,
): Promise<CanvasMasks> {
  const { plan } = c
  const scope = await compileScopeMask(c, request.segments, period, [...path, 'segments'])
  const touches: MaskRef[] = []
  for (const [index, node] of request.nodes.entries()) {
    const condition = canvasNodeCondition(node)
    touches.push(await compileTouch(c, condition, period, [...path, 'nodes', index, 'where']))
  }
  const graph = {
    bits: c.plan.bits(touches),
    before,
    mask: scope,
    runs: addRuns(c, request.container),
  }
  const reached = plan.add({ op: 'reach-nodes', ...graph, arrows: arrows.slice(0, MOST_BITS) })
  const taken = arrows.map((_, index) => {
    const first = index - (index % MOST_BITS)
    const chunk = arrows.slice(first, first + MOST_BITS)
    const input = plan.add({ op: 'take-arrows', ...graph, arrows: chunk })
    return { input, bits: 1 << (index - first) }
  })
  const takenOf = (from: number) => taken.filter((_, index) => arrows[index]![0] === from)
  return {
    graph,
    reached,
    nodes: request.nodes.map((_, node) => anyBit(c, [{ input: reached, bits: 1 << node }])),
    previous: before.map((bits) => anyBit(c, [{ input: reached, bits }])),
    leaving: before.map((_, node) => anyBit(c, takenOf(node))),
    arrows: taken.map((arrow) => anyBit(c, [arrow])),
  }
}

interface Bits {
  readonly input: NodeRef
  readonly bits: number
}

/** Events with any of the bits; those of one input are one mask. */
function anyBit({ plan }: Compilation, all: readonly Bits[]): MaskRef {
  const inputs = new Map<NodeRef, number>()
  for (const { input, bits } of all) inputs.set(input, (inputs.get(input) ?? 0) | bits)
  const useful = [...inputs].filter(([, bits]) => bits !== 0)
  return plan.or(...useful.map(([input, bits]) => plan.add({ op: 'any-bit', input, bits })))
}
