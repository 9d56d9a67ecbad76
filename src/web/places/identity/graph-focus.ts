import { getOwn } from '../../../model/own.ts'
import type { GraphLayout, PlacedLink } from './graph-layout.ts'

/** A node, or one of its links. */
export interface GraphMark {
  readonly node: string
  readonly link: string | null
}

/**
 * Up and down go from node to node, on a link to its ends; right and left go through the links of a node and back to
 * it. Null for keys that move nothing.
 */
export function moveFocus(
  { nodes, links }: GraphLayout,
  focus: GraphMark,
  key: string,
): GraphMark | null {
  const step = getOwn(steps, key)
  if (step === undefined) return null
  const own = links.filter((link) => isAt(link, focus.node))
  if (step.among === 'links') {
    const places = [null, ...own.map((link) => link.key)]
    return { ...focus, link: cycle(places, places.indexOf(focus.link) + step.by) }
  }
  const link = own.find((each) => each.key === focus.link)
  if (link !== undefined) return { node: otherEnd(link, focus.node), link: null }
  const ids = nodes.map(({ id }) => id)
  return { node: cycle(ids, ids.indexOf(focus.node) + step.by), link: null }
}

const steps: Readonly<Record<string, { readonly among: 'nodes' | 'links'; readonly by: 1 | -1 }>> =
  {
    ArrowDown: { among: 'nodes', by: 1 },
    ArrowUp: { among: 'nodes', by: -1 },
    ArrowRight: { among: 'links', by: 1 },
    ArrowLeft: { among: 'links', by: -1 },
  }

/** A mark may be gone with an edit, or be left out. */
export const isDrawn = ({ nodes, links }: GraphLayout, mark: GraphMark): boolean =>
  mark.link === null
    ? nodes.some(({ id }) => id === mark.node)
    : links.some(({ key }) => key === mark.link)

export const isAt = ({ from, to }: PlacedLink, id: string): boolean =>
  from.id === id || to.id === id

const otherEnd = ({ from, to }: PlacedLink, id: string): string =>
  from.id === id ? to.id : from.id

const cycle = <T>(places: readonly T[], index: number): T => places.at(index % places.length)!
