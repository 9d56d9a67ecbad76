import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { RequestError, sessionQuery } from '../api/index.ts'

const isWorthARetry = (failures: number, error: Error): boolean =>
  failures < 2 && error instanceof RequestError && error.problem.code === 'web/unreachable'

/** A session that has ended, or was ended elsewhere, is noticed by the first call that is refused. */
export function createQueryClient(): QueryClient {
  const onError = (error: Error) => {
    const isRefused = error instanceof RequestError && error.problem.code === 'server/unauthorized'
    if (isRefused) void client.invalidateQueries(sessionQuery)
  }
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: { queries: { staleTime: 30_000, retry: isWorthARetry } },
  })
  return client
}
