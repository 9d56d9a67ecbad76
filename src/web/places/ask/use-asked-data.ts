import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ConnectionStatus } from '../../../model/answers/connections.ts'
import type { ComponentList } from '../../../model/answers/data-views.ts'
import {
  componentsQuery,
  connectionStatusQuery,
  type DataViewDocument,
  dataViewsQuery,
} from '../../api/index.ts'
import { findDataDays, reportRange } from '../../project/data-range.ts'
import type { AskedData, DataFacts } from './asked-data.ts'
import { factsQuery } from './facts-query.ts'
import type { Scope } from './scope.ts'

export type AskedState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: Error; readonly retry: () => void }
  | { readonly kind: 'no-view'; readonly views: readonly DataViewDocument[] }
  | { readonly kind: 'not-built'; readonly status: ConnectionStatus }
  | { readonly kind: 'ready'; readonly data: AskedData }

/** What is known of the data view that is asked. */
export function useAskedData({ view: id, range, who }: Scope): AskedState {
  const views = useQuery(dataViewsQuery)
  const view = views.data?.find((each) => each.id === id)
  const status = useQuery({
    ...connectionStatusQuery(view?.connection ?? ''),
    enabled: view !== undefined,
  })
  const isBuilt = status.data?.isBuilt === true
  const components = useQuery({ ...componentsQuery(id), enabled: view !== undefined && isBuilt })
  const facts = useFacts(id, status.data, components.data)
  const data = useMemo((): AskedData | undefined => {
    if (view === undefined || !status.data || !components.data || !facts.data) return undefined
    const timeZone = view.timeZone ?? 'UTC'
    return {
      context: {
        dataView: id,
        timeZone,
        dateRange: reportRange(range, status.data),
        comparison: null,
        segments: who === null ? [] : [who],
        components: components.data,
        dataVersion: status.data.dataVersion,
      },
      views: (views.data ?? []).map(({ id: own, name = own }) => ({ id: own, name })),
      dataDays: findDataDays(status.data, timeZone),
      facts: facts.data,
    }
  }, [id, view, views.data, status.data, components.data, facts.data, range, who])
  const failed = [views, status, components, facts].find((each) => each.error && !each.data)
  if (failed?.error) {
    return { kind: 'failed', error: failed.error, retry: () => void failed.refetch() }
  }
  if (views.data !== undefined && view === undefined) return { kind: 'no-view', views: views.data }
  if (status.data?.isBuilt === false) return { kind: 'not-built', status: status.data }
  return data === undefined ? { kind: 'loading' } : { kind: 'ready', data }
}

const nothing: DataFacts = { metrics: [], dimensions: [] }

function useFacts(
  id: string,
  status: ConnectionStatus | undefined,
  components: ComponentList | undefined,
) {
  return useQuery({
    ...factsQuery(
      id,
      status?.dataVersion ?? null,
      status === undefined ? 'today' : reportRange('all', status),
      components ?? none,
    ),
    enabled: status?.isBuilt === true && components !== undefined,
    // New data changes little of what is there: what was known stays until it is read again.
    placeholderData: (before) => (status?.isBuilt === true ? before : nothing),
  })
}

const none: ComponentList = {
  dimensions: [],
  metrics: [],
  segments: [],
  calculatedMetrics: [],
  dateRanges: [],
  fields: [],
}
