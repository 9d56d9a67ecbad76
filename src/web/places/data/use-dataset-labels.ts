import { useQuery } from '@tanstack/react-query'
import { datasetDefinitionsQuery } from '../../api/index.ts'
import { labelsOf } from './labels-of.ts'

/** What the labels of a dataset's fields are, by path. */
export function useDatasetLabels(dataset: string): (path: string) => readonly string[] {
  const { data: definitions = [] } = useQuery(datasetDefinitionsQuery)
  const labels = definitions.find(({ id }) => id === dataset)?.labels ?? {}
  return (path) => labelsOf(labels, path)
}
