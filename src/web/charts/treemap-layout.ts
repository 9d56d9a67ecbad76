import type { Box } from './box.ts'

/** Rectangles whose areas are in proportion to values (largest first), as square as can be. */
export function squarify(values: readonly number[], room: Box): readonly Box[] {
  const whole = values.reduce((sum, value) => sum + value, 0)
  if (whole <= 0) return values.map(() => ({ ...room, width: 0, height: 0 }))
  const areas = values.map((value) => (value / whole) * room.width * room.height)
  const boxes: Box[] = []
  let rest = room
  let from = 0
  while (from < areas.length) {
    const side = Math.min(rest.width, rest.height)
    let to = from + 1
    while (
      to < areas.length &&
      worst(areas.slice(from, to + 1), side) <= worst(areas.slice(from, to), side)
    )
      to++
    const row = areas.slice(from, to)
    rest = placeRow(row, rest, boxes)
    from = to
  }
  return boxes
}

/** The longest side over the shortest, of the least square rectangle of a row. */
function worst(row: readonly number[], side: number): number {
  const sum = row.reduce((total, area) => total + area, 0)
  const square = (side * side) / (sum * sum || 1)
  return Math.max(Math.max(...row) * square, 1 / (Math.min(...row) * square || Number.MIN_VALUE))
}

/** Lays a row along the shorter side; gives the room that is left. */
function placeRow(row: readonly number[], room: Box, boxes: Box[]): Box {
  const sum = row.reduce((total, area) => total + area, 0)
  const isColumn = room.width >= room.height
  const side = isColumn ? room.height : room.width
  const thickness = side === 0 ? 0 : sum / side
  let at = isColumn ? room.y : room.x
  for (const area of row) {
    const length = thickness === 0 ? 0 : area / thickness
    boxes.push(
      isColumn
        ? { x: room.x, y: at, width: thickness, height: length }
        : { x: at, y: room.y, width: length, height: thickness },
    )
    at += length
  }
  return isColumn
    ? { ...room, x: room.x + thickness, width: Math.max(0, room.width - thickness) }
    : { ...room, y: room.y + thickness, height: Math.max(0, room.height - thickness) }
}
