import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { DateRangePreview } from '../../model/answers/previews.ts'
import type { DateRangeBounds } from '../../model/date-ranges.ts'
import { call } from './http.ts'

/** What a range covers now, by the clock of a data view; what it covered before stays until it is known. */
export const dateRangePreviewQuery = ({ start, end }: DateRangeBounds, dataView: string) =>
  queryOptions({
    queryKey: ['date-range-preview', dataView, start, end],
    queryFn: ({ signal }) => {
      const body = { dataView, start, end }
      return call<DateRangePreview>('/previews/date-range', { method: 'POST', body, signal })
    },
    placeholderData: keepPreviousData,
    retry: false,
  })
