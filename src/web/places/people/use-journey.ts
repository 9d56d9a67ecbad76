import { useQueries } from '@tanstack/react-query'
import type { DateRangeRef } from '../../../model/date-ranges.ts'
import type { JourneyEvent, JourneyResult } from '../../../query/reports/journey/request.ts'
import { type ReportInput, runReport } from '../../api/index.ts'
import { reportKey, useReport } from '../../components/use-report.ts'

export interface JourneyQuestion {
  readonly dataView: string
  readonly person: string
  readonly dateRange?: DateRangeRef
  readonly datasets?: readonly string[]
  readonly search?: string
  readonly marks?: readonly string[]
}

export const journeyPage = 200

const pageRequest = (question: JourneyQuestion, page: number): ReportInput =>
  ({
    kind: 'journey',
    ...question,
    limit: journeyPage,
    offset: page * journeyPage,
    overview: page === 0,
  }) as ReportInput

/** All sessions of somebody, with the first events of them. */
export const useJourney = (question: JourneyQuestion, dataVersion: number | null) =>
  useReport<JourneyResult>(pageRequest(question, 0), dataVersion)

type FindEvent = (index: number) => JourneyEvent | undefined

/** Events by their place among those that were found, of the pages that are asked for. */
export function useJourneyEvents(
  question: JourneyQuestion,
  dataVersion: number | null,
  pages: readonly number[],
): FindEvent {
  const found = useQueries({
    queries: pages.map((page) => {
      const request = pageRequest(question, page)
      return {
        queryKey: reportKey(request, dataVersion),
        queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
          runReport<JourneyResult>(request, signal),
        staleTime: Number.POSITIVE_INFINITY,
      }
    }),
  })
  const byPage = new Map(pages.map((page, k) => [page, found[k]?.data?.events]))
  return (index) => byPage.get(Math.floor(index / journeyPage))?.[index % journeyPage]
}
