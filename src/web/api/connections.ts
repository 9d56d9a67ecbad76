import { queryOptions } from '@tanstack/react-query'
import { call } from './http.ts'

/** Times are UTC milliseconds. */
export interface ConnectionStatus {
  readonly connection: string
  readonly isBuilt: boolean
  readonly isRefreshing: boolean
  readonly events: number
  readonly people: number
  readonly firstTime: number | null
  readonly lastTime: number | null
  readonly dataVersion: number | null
  readonly datasets: readonly {
    readonly dataset: string
    readonly rows: number
    readonly missingPerson: number
  }[]
  readonly problem: string | null
}

const refreshedEverySeconds = (status: ConnectionStatus | undefined) =>
  status === undefined || status.isRefreshing ? 1 : 15

export const connectionStatusQuery = (id: string) =>
  queryOptions({
    queryKey: ['connections', id],
    queryFn: ({ signal }) => call<ConnectionStatus>(`/connections/${id}/status`, { signal }),
    refetchInterval: (query) => refreshedEverySeconds(query.state.data) * 1000,
  })

/** Builds the journey table; answers when it is done. */
export const refreshConnection = (id: string): Promise<unknown> =>
  call(`/connections/${id}/refresh`, { method: 'POST', body: {} })
