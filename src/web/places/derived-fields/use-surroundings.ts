import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import {
  componentsQuery,
  connectionsQuery,
  connectionStatusQuery,
  type DataViewDocument,
  datasetDefinitionsQuery,
  derivedFieldFunctionsQuery,
  RequestError,
  versionedQuery,
} from '../../api/index.ts'
import type { Surroundings } from './list-inputs.ts'

/** What a page of derived fields needs to know of a data view; nothing while it is not all known. */
export function useSurroundings(id: string) {
  const saved = useQuery(versionedQuery<DataViewDocument>('data-view', id))
  const view = saved.data?.document
  const components = useQuery({ ...componentsQuery(id), enabled: view !== undefined })
  const status = useQuery({
    ...connectionStatusQuery(view?.connection ?? ''),
    enabled: view !== undefined,
  })
  const functions = useQuery(derivedFieldFunctionsQuery)
  const connections = useQuery(connectionsQuery)
  const datasets = useQuery(datasetDefinitionsQuery)
  const all = [saved, components, status, functions, connections, datasets]
  const error = all.map((each) => each.error).find((each) => each !== null) ?? null
  const parts = connections.data?.find((each) => each.id === view?.connection)?.datasets
  const around = useMemo((): Surroundings | undefined => {
    if (!(view && components.data && functions.data && parts && datasets.data)) return undefined
    const paths = components.data.fields.map(({ path }) => path)
    const lookups = listLookups(parts, datasets.data, paths)
    return { view, components: components.data, functions: functions.data, lookups }
  }, [view, components.data, functions.data, parts, datasets.data])
  const known = around && status.data && { around, dataVersion: status.data.dataVersion }
  const isUnknown = saved.error instanceof RequestError && saved.error.problem.status === 404
  return { ...known, isUnknown, error: isUnknown ? null : error, retry: () => void saved.refetch() }
}

/** The lookup datasets among those of a connection, with the names of their fields. */
function listLookups(
  parts: readonly { readonly dataset: string }[],
  datasets: readonly { readonly id: string; readonly type?: string }[],
  paths: readonly string[],
): Surroundings['lookups'] {
  const isLookup = (id: string) => datasets.some((each) => each.id === id && each.type === 'lookup')
  return Object.fromEntries(
    parts
      .filter(({ dataset }) => isLookup(dataset))
      .map(({ dataset }) => [
        dataset,
        paths
          .filter((path) => path.startsWith(`${dataset}.`))
          .map((path) => path.slice(dataset.length + 1)),
      ]),
  )
}
