import { useQuery } from '@tanstack/react-query'
import { datasetDefinitionsQuery } from '../../api/index.ts'

/** A field of a dataset with what it is. */
export interface LabelledField {
  readonly dataset: string
  readonly field: string
  readonly labels: readonly string[]
}

/** Labelled fields of all datasets, and every label once. */
export function useLabels() {
  const { data: datasets, error } = useQuery(datasetDefinitionsQuery)
  const fields = datasets?.flatMap(({ id, labels = {} }) =>
    Object.entries(labels).map(([field, own]): LabelledField => {
      return { dataset: id, field, labels: own }
    }),
  )
  const labels = [...new Set((fields ?? []).flatMap((each) => each.labels))].sort()
  return { fields, labels, error }
}
