import { getOwn } from '../../../model/own.ts'

/** Something of a drawing that keys go to, where its middle is. */
export interface BoardMark {
  readonly id: string
  readonly x: number
  readonly y: number
}

const directions: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
}

export const directionOf = (key: string) => getOwn(directions, key)

/** Where a key leads from one mark: to the nearest in its direction, least aside; none where there is none. */
export function walkBoard(
  marks: readonly BoardMark[],
  from: string,
  key: string,
): BoardMark | undefined {
  if (key === 'Home') return marks[0]
  if (key === 'End') return marks.at(-1)
  const direction = directionOf(key)
  const start = marks.find(({ id }) => id === from)
  if (direction === undefined || start === undefined) return undefined
  const [right, down] = direction
  const ahead = marks.flatMap((mark) => {
    const [dx, dy] = [mark.x - start.x, mark.y - start.y]
    const along = dx * right + dy * down
    const aside = Math.abs(right === 0 ? dx : dy)
    // What lies more aside than ahead is for the other keys.
    return along > 0 && aside <= along * 2 ? [{ mark, distance: along + aside * 2 }] : []
  })
  return ahead.toSorted((one, other) => one.distance - other.distance)[0]?.mark
}
