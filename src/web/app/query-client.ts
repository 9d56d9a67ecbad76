import { QueryClient } from '@tanstack/react-query'
import { RequestError } from '../api/index.ts'

const isWorthARetry = (failures: number, error: Error): boolean =>
  failures < 2 && error instanceof RequestError && error.problem.code === 'web/unreachable'

export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: { queries: { staleTime: 30_000, retry: isWorthARetry } },
  })
