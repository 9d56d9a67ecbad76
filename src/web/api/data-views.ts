import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { ComponentList, ItemPage } from '../../model/answers/data-views.ts'
import { call, query } from './http.ts'

export const componentsQuery = (dataView: string) =>
  queryOptions({
    queryKey: ['data-views', dataView, 'components'],
    queryFn: ({ signal }) => call<ComponentList>(`/data-views/${dataView}/components`, { signal }),
  })

export const itemsQuery = (dataView: string, dimension: string, search: string) =>
  queryOptions({
    queryKey: ['data-views', dataView, 'items', dimension, search],
    queryFn: ({ signal }) => {
      const path = `/data-views/${dataView}/dimensions/${encodeURIComponent(dimension)}/items`
      return call<ItemPage>(path + query({ search, limit: 50 }), { signal })
    },
    placeholderData: keepPreviousData,
  })
