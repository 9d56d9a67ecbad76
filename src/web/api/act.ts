import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { AudienceFromAnswer } from '../../model/answers/audiences.ts'
import type { PeopleBehindNumber, ReportPlan } from '../../model/answers/reports.ts'
import type { DateRangeRef } from '../../model/date-ranges.ts'
import type { ExplainPlace } from '../../model/explain-place.ts'
import type { ResultMeta } from '../../model/result.ts'
import { call } from './http.ts'
import { type ReportInput, runReport } from './reports.ts'

/** A request that names one of its numbers. */
export const explained = (request: ReportInput, place: ExplainPlace): ReportInput =>
  ({ ...request, explain: place }) as ReportInput

/** How a number comes about. */
export const explanationQuery = (request: ReportInput, dataVersion: number | null) =>
  queryOptions({
    queryKey: ['explanation', dataVersion, request],
    queryFn: async ({ signal }) => {
      const { meta } = await runReport<{ readonly meta: ResultMeta }>(request, signal)
      return meta
    },
    staleTime: Number.POSITIVE_INFINITY,
  })

/** What its difference from another range comes from. */
export const differenceQuery = (
  request: ReportInput,
  comparedWith: DateRangeRef,
  dataVersion: number | null,
) =>
  queryOptions({
    queryKey: ['difference', dataVersion, request, comparedWith],
    queryFn: async ({ signal }) => {
      const body = { request, comparedWith }
      const plan = await call<ReportPlan>('/reports/explain', { method: 'POST', body, signal })
      return plan.comparison!
    },
    staleTime: Number.POSITIVE_INFINITY,
  })

interface PageOfPeople {
  readonly limit: number
  readonly offset: number
  /** Without those behind another place of the same answer. */
  readonly except?: ExplainPlace | undefined
}

/** A page of the people behind it. */
export const peopleBehindQuery = (
  request: ReportInput,
  page: PageOfPeople,
  dataVersion: number | null,
) =>
  queryOptions({
    queryKey: ['people-behind', dataVersion, request, page],
    queryFn: ({ signal }) =>
      call<PeopleBehindNumber>('/reports/people', {
        method: 'POST',
        body: { request, ...page },
        signal,
      }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  })

/** What an audience of the people behind a number would be. */
export const makeFromAnswer = (body: {
  readonly id: string
  readonly name: string
  readonly request: ReportInput
  readonly except?: ExplainPlace | undefined
}): Promise<AudienceFromAnswer> => call('/audiences/from-answer', { method: 'POST', body })
