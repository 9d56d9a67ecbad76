import type { Field, DatasetDescription } from '../../../model/answers/datasets.ts'
import type { FieldFigures } from '../../../model/answers/fields.ts'

/** Fields of a dataset that are measured together. */
export interface Measured {
  readonly dataset: string
  /** As the dataset has them. */
  readonly paths: readonly string[]
  /** What stands in front of them in a data view. */
  readonly prefix: string
}

/** Fields of lookups and profiles have their dataset in front; of events and summaries none has. */
const prefixOf = ({ id, type }: Pick<DatasetDescription, 'id' | 'type'>): string =>
  type === 'lookup' || type === 'profile' ? `${id}.` : ''

/** Which fields of which datasets are behind fields of a data view. */
export const listMeasured = (
  datasets: readonly Pick<DatasetDescription, 'id' | 'type' | 'fields'>[],
  shown: readonly string[],
): readonly Measured[] =>
  datasets.flatMap((dataset) => {
    const prefix = prefixOf(dataset)
    const paths = dataset.fields
      .flatMap(leavesOf)
      .filter((path) => shown.includes(`${prefix}${path}`))
    return paths.length === 0 ? [] : [{ dataset: dataset.id, paths, prefix }]
  })

const leavesOf = (field: Field): readonly string[] =>
  'children' in field
    ? field.children.flatMap(leavesOf).map((path) => `${field.path}.${path}`)
    : [field.path]

/** By field of the data view the share of rows that have a value, in all datasets that have the field. */
export function sumFill(
  measured: readonly (Measured & { readonly figures: readonly FieldFigures[] })[],
): ReadonlyMap<string, number> {
  const sums = new Map<string, { readonly rows: number; readonly filled: number }>()
  for (const { prefix, figures } of measured) {
    for (const { path, rows, filled } of figures) {
      const before = sums.get(`${prefix}${path}`) ?? { rows: 0, filled: 0 }
      sums.set(`${prefix}${path}`, { rows: before.rows + rows, filled: before.filled + filled })
    }
  }
  return new Map(
    [...sums]
      .filter(([, { rows }]) => rows > 0)
      .map(([path, { rows, filled }]) => [path, filled / rows]),
  )
}
