import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { DateFormat, NumberFormat } from '../../model/format.ts'
import type { Item } from '../../model/result.ts'
import { call, query } from './http.ts'

export interface Named {
  readonly id: string
  readonly name: string
  readonly description?: string
}

export interface Component extends Named {
  readonly isStandard: boolean
  readonly isHidden?: boolean
  readonly fieldType?: string
  readonly format?: NumberFormat | DateFormat
}

/** All that can be put into a report of a data view. */
export interface ComponentList {
  readonly dimensions: readonly Component[]
  readonly metrics: readonly Component[]
  readonly segments: readonly Named[]
  readonly calculatedMetrics: readonly Named[]
  readonly dateRanges: readonly Named[]
}

export interface ItemPage {
  readonly items: readonly { readonly item: Item; readonly events: number | null }[]
  readonly count: number
}

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
