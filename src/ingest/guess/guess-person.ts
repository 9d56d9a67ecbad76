import type { ColumnShape } from './column-shape.ts'
import { weighPersonName } from './person-names.ts'

export interface PersonCandidate extends ColumnShape {
  readonly weight: number
}

/** Rows without a value that are still “a few”. */
const fewShare = 0.01

/** A sample from which a shape says something. */
const enoughRows = 20

/**
 * Fields that may name the person, the likeliest first: by name, or by values such as e-mail
 * addresses; filled on nearly all rows, several rows per value. None is fine: then somebody must say.
 */
export function rankPersons(shapes: readonly ColumnShape[]): readonly PersonCandidate[] {
  return shapes
    .filter(({ type, filled }) => (type === 'string' || type === 'number') && filled > 0)
    .map((shape) => ({ ...shape, weight: weigh(shape) }))
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
}

export const isFilled = ({ rows, filled }: ColumnShape): boolean => rows - filled <= rows * fewShare

function weigh(shape: ColumnShape): number {
  const { path, rows, filled, distinct } = shape
  if (rows >= enoughRows && distinct === 1) return 0
  const named = weighPersonName(path)
  const weight = named > 0 ? named : weighValues(shape)
  const repeats = rows < enoughRows || distinct < filled ? 1 : 0.3
  return weight * (isFilled(shape) ? 1 : 0.5 * (filled / rows)) * repeats
}

/** Without a telling name: e-mail addresses, or long ids that come back. */
function weighValues({ rows, filled, distinct, emails }: ColumnShape): number {
  const comesBack = rows >= enoughRows && distinct * 1.5 <= filled
  return comesBack && emails >= filled * 0.9 ? 30 : 0
}
