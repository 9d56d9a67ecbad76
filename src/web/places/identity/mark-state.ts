import { type GraphMark, isAt } from './graph-focus.ts'
import type { PlacedLink, PlacedNode } from './graph-layout.ts'

/** `near`: what a selected node is linked with; `far`: what stands back behind the selected. */
export type MarkState = 'plain' | 'selected' | 'near' | 'far'

export function stateOfNode(
  { id }: PlacedNode,
  selected: GraphMark | null,
  links: readonly PlacedLink[],
): MarkState {
  if (selected === null) return 'plain'
  const shown = links.filter((link) =>
    selected.link === null ? isAt(link, selected.node) : link.key === selected.link,
  )
  if (selected.link === null && selected.node === id) return 'selected'
  return shown.some((link) => isAt(link, id)) ? 'near' : 'far'
}

export function stateOfLink(link: PlacedLink, selected: GraphMark | null): MarkState {
  if (selected === null) return 'plain'
  if (selected.link !== null) return link.key === selected.link ? 'selected' : 'far'
  return isAt(link, selected.node) ? 'near' : 'far'
}
