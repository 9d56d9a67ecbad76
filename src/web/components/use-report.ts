import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReportInput, runReport } from '../api/index.ts'

/** A report and what can be done about it while it runs. */
export interface Report<T> {
  readonly result: T | undefined
  readonly error: Error | null
  readonly isRunning: boolean
  /** The result is that of the previous request. */
  readonly isOutdated: boolean
  readonly isCancelled: boolean
  readonly run: () => void
  readonly cancel: () => void
}

/** Runs a request whenever it changes; the previous result stays until the new one arrives. */
export function useReport<Result>(
  request: ReportInput | null,
  dataVersion: number | null,
): Report<Result> {
  const client = useQueryClient()
  const queryKey = ['report', dataVersion, request]
  const { data, error, fetchStatus, status, isPlaceholderData, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal }) => runReport<Result>(request as ReportInput, signal),
    enabled: request !== null,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const isRunning = fetchStatus === 'fetching'
  const isUnanswered = status === 'pending' || isPlaceholderData
  return {
    result: data,
    error,
    isRunning,
    isOutdated: isPlaceholderData || isRunning,
    isCancelled: request !== null && isUnanswered && fetchStatus === 'idle',
    run: () => void refetch(),
    cancel: () => void client.cancelQueries({ queryKey, exact: true }),
  }
}
