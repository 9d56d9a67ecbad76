import type { SpaceState } from '../identity/space/index.ts'
import { listMembers } from '../identity/space/index.ts'
import type { Ground } from './ground.ts'
import { isoTime } from './read-events.ts'

/** An identity of the graph of somebody, with the times that links say it at. */
export interface GraphIdentity {
  readonly person: string
  readonly namespace: string
  readonly id: string
  readonly since: string
  readonly last: string
}

/** The graphs of persons, who are ids of the namespaces that rows are stitched to. */
export async function readGraphs(
  ground: Ground,
  persons: readonly string[],
): Promise<readonly GraphIdentity[]> {
  const found: GraphIdentity[] = []
  for (const { state, target } of listTargets(ground)) {
    for (const { first, last, ...member } of await listMembers(
      ground.lake,
      state,
      target,
      persons,
    )) {
      found.push({ ...member, since: isoTime(first), last: isoTime(last) })
    }
  }
  return found
}

/** The spaces that stitch the connection, with the namespaces of persons. */
export function listTargets({
  journey,
  spaces,
}: Pick<Ground, 'journey' | 'spaces'>): readonly { state: SpaceState; target: string }[] {
  const found = new Map<string, { state: SpaceState; target: string }>()
  for (const { stitching } of journey.datasets) {
    const graph = stitching?.graph
    const state = graph && spaces.get(graph.space)
    if (graph && state)
      found.set(JSON.stringify([graph.space, graph.target]), { state, target: graph.target })
  }
  return [...found.values()]
}
