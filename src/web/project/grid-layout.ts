/** A place on the grid of a panel: 12 columns, rows as needed, from the top left. */
export interface GridPlace {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export type GridSize = Pick<GridPlace, 'width' | 'height'>

/** Something on the grid. */
export interface GridItem extends GridPlace {
  readonly id: string
}

export const GRID_COLUMNS = 12
const LEAST_WIDTH = 2
const LEAST_HEIGHT = 2

const overlap = (one: GridPlace, other: GridPlace): boolean =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height

const standsFree = (item: GridPlace, others: readonly GridPlace[]): boolean =>
  others.every((other) => !overlap(item, other))

/** From the top, then from the left. */
export const inReadingOrder = <T extends GridPlace>(items: readonly T[]): readonly T[] =>
  items.toSorted((a, b) => a.y - b.y || a.x - b.x)

/** Puts each behind those before it: down as far as it must, then up as far as it can. */
function stack(items: readonly GridItem[]): readonly GridItem[] {
  const placed: GridItem[] = []
  for (const item of items) {
    let { y } = item
    while (!standsFree({ ...item, y }, placed)) y++
    while (y > 0 && standsFree({ ...item, y: y - 1 }, placed)) y--
    placed.push(y === item.y ? item : { ...item, y })
  }
  return placed
}

/** Without overlaps and gaps above; every item keeps its column and its size. */
export const compact = (items: readonly GridItem[]): readonly GridItem[] =>
  stack(inReadingOrder(items))

/** Those without a place stand behind all others, at the left. */
export function layOut(
  items: readonly {
    readonly id: string
    readonly place: GridPlace | undefined
    readonly size: GridSize
  }[],
): readonly GridItem[] {
  const placed = items.flatMap(({ id, place }) => (place === undefined ? [] : [{ id, ...place }]))
  return items
    .filter(({ place }) => place === undefined)
    .reduce((known, { id, size }) => addItem(known, id, size), compact(placed))
}

/** At the first place, in reading order, of the last rows where it fits beside others; else below all. */
export function addItem(
  items: readonly GridItem[],
  id: string,
  size: GridSize,
): readonly GridItem[] {
  const bottom = bottomOf(items)
  const last = Math.max(0, ...items.map(({ y }) => y))
  for (let x = 0; x + size.width <= GRID_COLUMNS; x++) {
    const place = { x, y: last, ...size }
    if (standsFree(place, items)) return compact([...items, { id, ...place }])
  }
  return compact([...items, { id, x: 0, y: bottom, ...size }])
}

/** At the right of another, where there is room; else as any other. */
export function addBeside(
  items: readonly GridItem[],
  id: string,
  size: GridSize,
  beside: string,
): readonly GridItem[] {
  const item = items.find((each) => each.id === beside)
  if (item === undefined) return addItem(items, id, size)
  const x = item.x + item.width
  const width = Math.min(size.width, GRID_COLUMNS - x)
  const place = { x, y: item.y, width, height: size.height }
  const hasRoom = width >= 4 && standsFree(place, items)
  return hasRoom ? compact([...items, { id, ...place }]) : addItem(items, id, size)
}

/** How many rows they take. */
export const bottomOf = (items: readonly GridPlace[]): number =>
  Math.max(0, ...items.map(({ y, height }) => y + height))

const between = (value: number, low: number, high: number): number =>
  Math.min(Math.max(Math.round(value), low), high)

/**
 * Moves an item to a column and row. Others make room: those whose middle it passes go before it, others below
 * it; then all go up as far as they can.
 */
export function moveItem(
  items: readonly GridItem[],
  id: string,
  to: { readonly x: number; readonly y: number },
): readonly GridItem[] {
  const item = items.find((each) => each.id === id)
  if (item === undefined) return items
  const x = between(to.x, 0, GRID_COLUMNS - item.width)
  const y = between(to.y, 0, bottomOf(items))
  return putBack(items, { ...item, x, y }, y > item.y)
}

/** Gives an item another width and height; it stays within the grid and no smaller than can be read. */
export function resizeItem(
  items: readonly GridItem[],
  id: string,
  to: GridSize,
): readonly GridItem[] {
  const item = items.find((each) => each.id === id)
  if (item === undefined) return items
  const width = between(to.width, Math.min(LEAST_WIDTH, item.width), GRID_COLUMNS - item.x)
  const height = between(to.height, Math.min(LEAST_HEIGHT, item.height), HIGHEST)
  return putBack(items, { ...item, width, height }, false)
}

const HIGHEST = 1000

function putBack(items: readonly GridItem[], item: GridItem, isDown: boolean): readonly GridItem[] {
  const others = inReadingOrder(items).filter(({ id }) => id !== item.id)
  const edge = isDown ? item.y + item.height : item.y
  const isBefore = ({ y, height }: GridPlace) => y + height / 2 < edge
  const before = others.filter(isBefore)
  return stack([...before, item, ...others.filter((each) => !isBefore(each))])
}

export type Direction = 'left' | 'right' | 'up' | 'down'

/** One step by an arrow key: a column, or past what stands above or below. */
export function moveByKey(
  items: readonly GridItem[],
  id: string,
  direction: Direction,
): readonly GridItem[] {
  const item = items.find((each) => each.id === id)
  if (item === undefined) return items
  const { x, y } = item
  if (direction === 'left') return moveItem(items, id, { x: x - 1, y })
  if (direction === 'right') return moveItem(items, id, { x: x + 1, y })
  const sign = direction === 'up' ? -1 : 1
  for (let to = y + sign; to >= 0 && to <= bottomOf(items); to += sign) {
    const moved = moveItem(items, id, { x, y: to })
    const now = moved.find((each) => each.id === id)!.y
    if (Math.sign(now - y) === sign) return moved
  }
  return items
}

/** One column or row more or less. */
export function resizeByKey(
  items: readonly GridItem[],
  id: string,
  direction: Direction,
): readonly GridItem[] {
  const item = items.find((each) => each.id === id)
  if (item === undefined) return items
  const { width, height } = item
  switch (direction) {
    case 'left':
      return resizeItem(items, id, { width: width - 1, height })
    case 'right':
      return resizeItem(items, id, { width: width + 1, height })
    case 'up':
      return resizeItem(items, id, { width, height: height - 1 })
    case 'down':
      return resizeItem(items, id, { width, height: height + 1 })
    default:
      return direction satisfies never
  }
}
