import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { ComponentList, ItemPage } from '../../model/answers/data-views.ts'
import type {
  DataViewPreview,
  ItemsPreview,
  SessionsPreview,
} from '../../model/answers/previews.ts'
import type { DataViewDocument } from './definitions.ts'
import { call, query } from './http.ts'

export const componentsQuery = (dataView: string) =>
  queryOptions({
    queryKey: ['data-views', dataView, 'components'],
    queryFn: ({ signal }) => call<ComponentList>(`/data-views/${dataView}/components`, { signal }),
  })

export const itemsQuery = (dataView: string, dimension: string, search: string) =>
  queryOptions({
    queryKey: ['data-views', dataView, 'items', dimension, search],
    queryFn: ({ signal }) => readItems(dataView, dimension, search, signal),
    placeholderData: keepPreviousData,
  })

/** The items of a dimension that have the most events. Errors: RequestError. */
export function readItems(
  dataView: string,
  dimension: string,
  search: string,
  signal: AbortSignal,
): Promise<ItemPage> {
  const path = `/data-views/${dataView}/dimensions/${encodeURIComponent(dimension)}/items`
  return call<ItemPage>(path + query({ search, limit: 50 }), { signal })
}

/** Hidden ones, too. */
export const allComponentsQuery = (dataView: string) =>
  queryOptions({
    queryKey: ['data-views', dataView, 'components', 'hidden'],
    queryFn: ({ signal }) =>
      call<ComponentList>(`/data-views/${dataView}/components?hidden=true`, { signal }),
  })

const previewQuery = <T>(path: string, body: { readonly dataView: DataViewDocument }) =>
  queryOptions({
    queryKey: ['data-views', body.dataView.id, path, body],
    queryFn: ({ signal }) => call<T>(`/previews/${path}`, { method: 'POST', body, signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })

interface AskedItems {
  /** As it would be. */
  readonly dataView: DataViewDocument
  readonly dimension: string
  readonly metric?: string
  readonly limit: number
}

/** The top items of a dimension, before and after. */
export const itemsPreviewQuery = (asked: AskedItems) => previewQuery<ItemsPreview>('items', asked)

/** Gaps between events, and sessions before and after. */
export const sessionsPreviewQuery = (dataView: DataViewDocument) =>
  previewQuery<SessionsPreview>('sessions', { dataView })

/** What could no longer be computed. */
export const brokenQuery = (dataView: DataViewDocument) =>
  previewQuery<DataViewPreview>('data-view', { dataView })
