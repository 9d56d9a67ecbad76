import { queryOptions } from '@tanstack/react-query'
import type { PolicyStatus } from '../../model/answers/policies.ts'
import { call } from './http.ts'

/** Every policy with what it blocks now. */
export const policiesQuery = queryOptions({
  queryKey: ['policies'],
  queryFn: ({ signal }) => call<readonly PolicyStatus[]>('/policies', { signal }),
})
