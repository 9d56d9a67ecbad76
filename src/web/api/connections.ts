import { queryOptions } from '@tanstack/react-query'
import type { ConnectionStatus, RefreshReport } from '../../model/answers/connections.ts'
import type { z } from 'zod'
import type { Immutable } from '../../model/answers/answer.ts'
import type { StitchingQuality } from '../../model/answers/stitching.ts'
import type { AnonymousWays, WhatIf, WhatIfProgress } from '../../model/answers/what-if.ts'
import type { whatIfRequest } from '../../model/what-if.ts'
import { call, callWithProgress } from './http.ts'

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

/** Other stitching of a connection, or other rules of a space, to be compared with what is saved. */
export type WhatIfDocument = Immutable<z.input<typeof whatIfRequest>>

type OnProgress = (progress: WhatIfProgress) => void

export const askWhatIf = (
  id: string,
  body: WhatIfDocument,
  onProgress: OnProgress,
): Promise<WhatIf> => callWithProgress(`/connections/${id}/stitching/what-if`, body, onProgress)

/** The ways of owning anonymous events side by side. */
export const askAnonymousWays = (
  id: string,
  body: WhatIfDocument,
  onProgress: OnProgress,
): Promise<AnonymousWays> =>
  callWithProgress(`/connections/${id}/stitching/anonymous-ways`, body, onProgress)
