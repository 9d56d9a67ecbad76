import type { IdentitySimulation } from '../../model/answers/identity.ts'
import type { SimulationRequest } from '../../model/identity-simulation.ts'
import { compileRules, type Graphs, linkGraphs, type Pair } from '../linking/index.ts'
import { withinPath } from '../../model/errors.ts'
import { readEvents } from './events.ts'
import { readRules } from './settings.ts'
import { findWarnings } from './warnings.ts'

/**
 * What comes of events under rules; nothing is stored. Graphs of one id are included; ids, links and
 * graphs are in the order of their texts. Errors: request/invalid, request/too-large, regex/invalid.
 */
export async function simulate({
  settings,
  events,
}: SimulationRequest): Promise<IdentitySimulation> {
  const rules = await withinPath(['settings'], () => compileRules(readRules(settings)))
  const read = readEvents(rules, settings, events)
  const graphs = await linkGraphs(read.ledger)
  return {
    graphs: listGraphs(read.texts, graphs.graph),
    lost: listLost(read.texts, graphs),
    warnings: findWarnings(read, graphs),
  }
}

function listGraphs(texts: readonly string[], graph: Uint32Array): readonly (readonly string[])[] {
  const members = new Map<number, string[]>()
  for (const [index, root] of graph.entries()) {
    const known = members.get(root)
    if (known) known.push(texts[index]!)
    else members.set(root, [texts[index]!])
  }
  return Array.from(members.values(), (ids) => ids.sort()).sort(compareFirst)
}

function listLost(texts: readonly string[], { lost }: Graphs): IdentitySimulation['lost'] {
  const print = ([i, j]: Pair): [string, string] => {
    const [x, y] = [texts[i]!, texts[j]!]
    return x < y ? [x, y] : [y, x]
  }
  return lost
    .map(({ a, b, to, reason, row }) => ({
      link: print([a, b]),
      to: to && print(to),
      reason,
      event: row,
    }))
    .sort((x, y) => (x.event ?? -1) - (y.event ?? -1) || compareFirst(x.link, y.link))
}

function compareFirst(x: readonly string[], y: readonly string[]): number {
  for (const [i, text] of x.entries()) {
    if (text !== y[i]) return text < (y[i] ?? '') ? -1 : 1
  }
  return 0
}
