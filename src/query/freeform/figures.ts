import type { Figure, ResultColumn } from '../../model/result.ts'
import type { ColumnPlan } from './columns.ts'

export function describeColumn({ id, name, format, upIs }: ColumnPlan): ResultColumn {
  return {
    id,
    name,
    type: 'number',
    ...(format === undefined ? {} : { format }),
    ...(upIs === undefined ? {} : { upIs }),
  }
}

/** Undefined figures are null in results; nothing is rounded. */
export function figureOrNull(figure: number): Figure {
  return Number.isFinite(figure) ? figure : null
}
