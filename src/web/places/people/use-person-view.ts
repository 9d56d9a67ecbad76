import { useQuery } from '@tanstack/react-query'
import type { ConnectionStatus } from '../../../model/answers/connections.ts'
import type { ComponentList } from '../../../model/answers/data-views.ts'
import {
  componentsQuery,
  connectionStatusQuery,
  type DataViewDocument,
  dataViewsQuery,
} from '../../api/index.ts'
import { findDataDays } from '../../project/data-range.ts'

/** What a person is seen through. */
export interface PersonView {
  readonly dataView: DataViewDocument
  readonly timeZone: string
  readonly status: ConnectionStatus
  readonly components: ComponentList
  readonly dataDays: { readonly start: string; readonly end: string }
}

type Answer =
  | { readonly kind: 'loading' | 'no-view' | 'not-built' }
  | { readonly kind: 'failed'; readonly error: Error; readonly retry: () => void }
  | { readonly kind: 'ready'; readonly view: PersonView }

/** A data view with its components and the state of its connection. */
export function usePersonView(id: string): Answer {
  const views = useQuery(dataViewsQuery)
  const dataView = views.data?.find((each) => each.id === id)
  const status = useQuery({
    ...connectionStatusQuery(dataView?.connection ?? ''),
    enabled: dataView !== undefined,
  })
  const isBuilt = status.data?.isBuilt === true
  const components = useQuery({ ...componentsQuery(id), enabled: isBuilt })
  const failed = [views, status, components].find(({ data, error }) => error && data === undefined)
  if (failed?.error) {
    return { kind: 'failed', error: failed.error, retry: () => void failed.refetch() }
  }
  if (views.data === undefined) return { kind: 'loading' }
  if (dataView === undefined) return { kind: 'no-view' }
  if (status.data?.isBuilt === false) return { kind: 'not-built' }
  if (status.data === undefined || components.data === undefined) return { kind: 'loading' }
  const timeZone = dataView.timeZone ?? 'UTC'
  const dataDays = findDataDays(status.data, timeZone)
  const view = { dataView, timeZone, status: status.data, components: components.data, dataDays }
  return { kind: 'ready', view }
}
