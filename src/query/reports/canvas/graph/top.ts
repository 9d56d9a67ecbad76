import type { CanvasTopPartial, PartialResult } from '../../../../engine/index.ts'
import type { Path } from '../../../../model/path.ts'
import type { CanvasRequest, CanvasTop, CanvasTopResult } from '../request.ts'
import type { Compilation, Period } from '../../../compilation/compilation.ts'
import { type CompiledDimension, compileDimension } from '../../../components/dimension.ts'
import { compareItems } from '../../../compilation/item-order.ts'
import { type CanvasGraph, findNodeIndex } from './graph.ts'
import type { CanvasMasks } from './masks.ts'

/** The items that come next to a canvas's nodes, as suggestions for new nodes. semantics §8.8 */
export async function compileTop(
  c: Compilation,
  request: CanvasRequest,
  { ids }: CanvasGraph,
  { graph }: CanvasMasks,
  period: Period,
  path: Path,
): Promise<(partials: readonly PartialResult[]) => CanvasTopResult[]> {
  const places: { top: CanvasTop; dimension: CompiledDimension; aggregation: number }[] = []
  for (const [index, top] of request.top.entries()) {
    const at = [...path, 'top', index]
    const dimension = await compileDimension(c, top.dimension, period, [...at, 'dimension'])
    const key = dimension.instances.ref
    const aggregation = c.plan.aggregate({
      kind: 'canvas-top',
      ...graph,
      key,
      ...placeOf(top, ids, at),
    })
    places.push({ top, dimension, aggregation })
  }
  return (partials) =>
    places.map(({ top, dimension, aggregation }) =>
      topResult(top, dimension, partials[aggregation] as CanvasTopPartial),
    )
}

function placeOf(top: CanvasTop, ids: readonly string[], path: Path) {
  const index = (id: string, at: string) => findNodeIndex(ids, id, [...path, at])
  if ('after' in top) return { node: index(top.after, 'after'), way: 'after', to: null } as const
  if ('before' in top) {
    return { node: index(top.before, 'before'), way: 'before', to: null } as const
  }
  const [from, to] = top.between
  const node = index(from, 'between[0]')
  return { node, way: 'after', to: index(to, 'between[1]') } as const
}

function topResult(
  { limit, ...place }: CanvasTop,
  { instances }: CompiledDimension,
  { containers, items }: CanvasTopPartial,
): CanvasTopResult {
  const found = Array.from(items.a, (code, index) => ({ code, containers: items.counts[index]! }))
    .filter(({ code }) => code !== 0)
    .map(({ code, containers: count }) => ({
      item: instances.domain.item(code),
      containers: count,
      share: count / containers,
    }))
    .sort((a, b) => b.containers - a.containers || compareItems(a.item, b.item))
  return { ...place, containers, items: found.slice(0, limit) }
}
