import type { CanvasRequest } from '../../src/query/reports/canvas/request.ts'

/** The pages of one container in order; a node is called like the page that it waits for. */
export type Pages = readonly (string | null)[]

export interface CanvasGraphOf {
  readonly nodes: readonly string[]
  readonly arrows: CanvasRequest['arrows']
}

/** Whether some choice of ever later events goes along a path of arrows to the node. */
export function comesTo({ arrows }: CanvasGraphOf, pages: Pages, node: string): boolean {
  return placesOf(arrows, pages, node).length > 0
}

/** Whether some choice of events goes to `from` and then on to `to`. */
export function follows(
  { arrows }: CanvasGraphOf,
  pages: Pages,
  [from, to]: readonly [string, string],
): boolean {
  return placesOf(arrows, pages, from).some((place) => pages.indexOf(to, place + 1) >= 0)
}

/** Every event of `to` on which the arrow can be followed. */
export const followedOn = (
  { arrows }: CanvasGraphOf,
  pages: Pages,
  [from, to]: readonly [string, string],
): number[] => {
  const earlier = placesOf(arrows, pages, from)
  const isLater = (place: number) => earlier.some((there) => there < place)
  return pages.flatMap((page, place) => (page === to && isLater(place) ? [place] : []))
}

/** Every path of arrows from a start to an end. */
export function pathsOf({ nodes, arrows }: CanvasGraphOf): string[][] {
  const onward = (path: string[]): string[][] => {
    const next = arrows.filter(([from]) => from === path.at(-1))
    if (next.length === 0) return path.length > 1 ? [path] : []
    return next.flatMap(([, to]) => onward([...path, to]))
  }
  return nodes
    .filter((node) => arrows.every(([, to]) => to !== node))
    .flatMap((node) => onward([node]))
}

/** Whether some choice of ever later events goes along the whole path. */
export function goesAlong(pages: Pages, [first, ...rest]: readonly string[]): boolean {
  if (first === undefined) return true
  return pages.some((page, place) => page === first && goesAlong(pages.slice(place + 1), rest))
}

/** Every event on which the node can be reached. */
export function placesOf(arrows: CanvasRequest['arrows'], pages: Pages, node: string): number[] {
  const here = pages.flatMap((page, place) => (page === node ? [place] : []))
  const before = arrows.filter(([, to]) => to === node).map(([from]) => from)
  if (before.length === 0) return here
  const earlier = before.flatMap((from) => placesOf(arrows, pages, from))
  return here.filter((place) => earlier.some((there) => there < place))
}
