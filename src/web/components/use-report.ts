import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, use, useRef } from 'react'
import { type ReportInput, runReport } from '../api/index.ts'
import { isRenewal } from './is-renewal.ts'

/** A report and what can be done about it while it runs. */
export interface Report<T> {
  readonly result: T | undefined
  readonly error: Error | null
  readonly isRunning: boolean
  /** The result is that of the previous request. */
  readonly isOutdated: boolean
  /** The result is that of older data, and is being replaced. */
  readonly isRenewed: boolean
  readonly isCancelled: boolean
  readonly run: () => void
  readonly cancel: () => void
}

/** Runs requests of the page; what is shown by a link runs what the link allows. */
export type ReportRunner = (request: ReportInput, signal: AbortSignal) => Promise<unknown>

export const ReportRunnerContext = createContext<ReportRunner>(runReport)

/** Under which a report's answer is kept. */
export const reportKey = (request: ReportInput | null, dataVersion: number | null) =>
  ['report', dataVersion, request] as const

/** How a report is asked for, by whoever asks. */
export const reportQuery = (
  request: ReportInput | null,
  dataVersion: number | null,
  run: ReportRunner,
) => ({
  queryKey: reportKey(request, dataVersion),
  queryFn: ({ signal }: { readonly signal: AbortSignal }) => run(request as ReportInput, signal),
  staleTime: Number.POSITIVE_INFINITY,
})

/** Runs a request whenever it changes; the previous result stays until the new one arrives. */
export function useReport<Result>(
  request: ReportInput | null,
  dataVersion: number | null,
): Report<Result> {
  const client = useQueryClient()
  const run = use(ReportRunnerContext)
  const query = reportQuery(request, dataVersion, run)
  const { queryKey } = query
  const before = useRef<readonly unknown[] | undefined>(undefined)
  const { data, error, fetchStatus, status, isPlaceholderData, refetch } = useQuery({
    ...query,
    enabled: request !== null,
    placeholderData: (previous, asked) => {
      before.current = asked?.queryKey
      return previous
    },
  })
  const isRunning = fetchStatus === 'fetching'
  const isRenewed = isPlaceholderData && isRenewal(before.current, queryKey)
  const isUnanswered = status === 'pending' || isPlaceholderData
  return {
    result: data as Result | undefined,
    error,
    isRunning,
    isOutdated: !isRenewed && (isPlaceholderData || isRunning),
    isRenewed,
    isCancelled: request !== null && isUnanswered && fetchStatus === 'idle',
    run: () => void refetch(),
    cancel: () => void client.cancelQueries({ queryKey, exact: true }),
  }
}
