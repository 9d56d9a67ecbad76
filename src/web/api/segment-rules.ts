import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { SegmentRules } from '../../model/answers/segment-rules.ts'
import type { SegmentContainer } from '../../model/conditions.ts'
import type { DateRangeRef } from '../../model/date-ranges.ts'
import type { DataViewDocument } from './definitions.ts'
import { call } from './http.ts'

/**
 * What each condition of a segment keeps in a data view: a saved one, or one as it would be. Definition null:
 * nothing is asked yet, what was known stays.
 */
export const segmentRulesQuery = (
  dataView: string | DataViewDocument,
  definition: SegmentContainer | null,
  dateRange: DateRangeRef,
  dataVersion: number | null,
) =>
  queryOptions({
    queryKey: ['segment-rules', dataVersion, dataView, definition, dateRange],
    queryFn: async ({ signal }) => {
      const body = { dataView, definition, ...(dateRange !== 'all' && { dateRange }) }
      const asked = { method: 'POST', body, signal } as const
      const rules = await call<SegmentRules>('/previews/segment-rules', asked)
      return { definition: definition!, rules }
    },
    enabled: definition !== null,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
