import { queryOptions } from '@tanstack/react-query'
import type { ConnectionStatus, RefreshReport } from '../../model/answers/connections.ts'
import type { StitchingQuality } from '../../model/answers/stitching.ts'
import { call } from './http.ts'

const refreshedEverySeconds = (status: ConnectionStatus | undefined) =>
  status === undefined || status.isRefreshing ? 1 : 15

/** How often what is live looks for new data, while its page is seen. */
export const LIVE_SECONDS = 3

export const connectionStatusQuery = (id: string) =>
  queryOptions({
    queryKey: ['connections', id],
    queryFn: ({ signal }) => call<ConnectionStatus>(`/connections/${id}/status`, { signal }),
    refetchInterval: (query) => refreshedEverySeconds(query.state.data) * 1000,
  })

export const stitchingQuery = (id: string) =>
  queryOptions({
    queryKey: ['connections', id, 'stitching'],
    queryFn: ({ signal }) => call<StitchingQuality>(`/connections/${id}/stitching`, { signal }),
  })

/** Builds the journey table; answers when it is done. */
export const refreshConnection = (id: string): Promise<RefreshReport> =>
  call(`/connections/${id}/refresh`, { method: 'POST', body: {} })
