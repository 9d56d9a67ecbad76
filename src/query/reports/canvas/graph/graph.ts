import type { Path } from '../../../../model/path.ts'
import { ThroughlineError } from '../../../../model/errors.ts'
import type { CanvasRequest } from '../request.ts'

/** A canvas's arrows by the indexes of its nodes. */
export interface CanvasGraph {
  readonly ids: readonly string[]
  readonly arrows: readonly (readonly [number, number])[]
  /** Per node the bits of the nodes right before it. */
  readonly before: readonly number[]
  /** Per node the nodes without predecessors from which arrows lead to it; a start has itself. */
  readonly starts: readonly (readonly number[])[]
}

const MOST_NODES = 32

/**
 * Reads nodes and arrows. Errors: request/too-large, request/impossible (two nodes of one id, a circle
 * of arrows), request/unknown-component (an arrow's end).
 */
export function buildCanvasGraph({ nodes, arrows }: CanvasRequest, path: Path): CanvasGraph {
  const ids = nodes.map(({ id }) => id)
  const fail = (reason: string, at: Path): never => {
    throw new ThroughlineError('request/impossible', { reason }, [...path, ...at])
  }
  if (ids.length > MOST_NODES) {
    const params = { what: 'the canvas', reason: `at most ${MOST_NODES} nodes` }
    throw new ThroughlineError('request/too-large', params, [...path, 'nodes'])
  }
  const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index)
  if (twice >= 0) fail(`two nodes are called ${ids[twice]}`, ['nodes', twice, 'id'])
  const pairs = distinct(arrows.map((ends, index) => endsOf(ids, ends, [...path, 'arrows', index])))
  const circle = circleIn(ids, pairs)
  if (circle) fail(`the arrows form a circle: ${circle.join(' → ')}`, ['arrows'])
  const before = ids.map((_, node) =>
    pairs.reduce((bits, [from, to]) => (to === node ? bits | (1 << from) : bits), 0),
  )
  return { ids, arrows: pairs, before, starts: startsOf(ids, pairs) }
}

function endsOf(
  ids: readonly string[],
  ends: readonly [string, string],
  path: Path,
): [number, number] {
  const [from, to] = ends.map((id, side) => findNodeIndex(ids, id, [...path, side]))
  return [from!, to!]
}

/** Index of a node. Errors: request/unknown-component. */
export function findNodeIndex(ids: readonly string[], id: string, path: Path): number {
  const index = ids.indexOf(id)
  if (index >= 0) return index
  throw new ThroughlineError('request/unknown-component', { type: 'node', id, allowed: ids }, path)
}

function distinct(pairs: readonly [number, number][]): [number, number][] {
  return [...new Map(pairs.map((pair) => [pair.join(), pair])).values()]
}

function circleIn(
  ids: readonly string[],
  arrows: readonly (readonly [number, number])[],
): string[] | null {
  const done = new Set<number>()
  const visit = (node: number, trail: readonly number[]): string[] | null => {
    const start = trail.indexOf(node)
    if (start >= 0) return [...trail.slice(start), node].map((index) => ids[index]!)
    if (done.has(node)) return null
    for (const [from, to] of arrows) {
      const found = from === node ? visit(to, [...trail, node]) : null
      if (found) return found
    }
    done.add(node)
    return null
  }
  for (let node = 0; node < ids.length; node++) {
    const found = visit(node, [])
    if (found) return found
  }
  return null
}

function startsOf(
  ids: readonly string[],
  arrows: readonly (readonly [number, number])[],
): number[][] {
  const known: (number[] | undefined)[] = ids.map(() => undefined)
  const visit = (node: number): number[] => {
    const before = arrows.filter(([, to]) => to === node)
    known[node] ??=
      before.length === 0 ? [node] : [...new Set(before.flatMap(([from]) => visit(from)))]
    return known[node]
  }
  return ids.map((_, node) => visit(node))
}
