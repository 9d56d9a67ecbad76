import type { CanvasGraph } from './graph.ts'

/** More are not told apart. */
export const MOST_PATHS = 1000

/** Every path of arrows from a start to an end, at least one arrow long; null where there are too many. */
export function pathsOf(
  arrows: CanvasGraph['arrows'],
  starts: CanvasGraph['starts'],
): readonly (readonly number[])[] | null {
  const open = starts.flatMap(([start], node) => (start === node ? [[node]] : []))
  const done: number[][] = []
  while (open.length > 0) {
    const path = open.pop()!
    const next = arrows.filter(([from]) => from === path.at(-1)).map(([, to]) => [...path, to])
    if (next.length > 0) open.push(...next.reverse())
    else if (path.length > 1) done.push(path)
    if (done.length + open.length > MOST_PATHS) return null
  }
  return done
}
