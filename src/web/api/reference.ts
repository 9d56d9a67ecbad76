import { queryOptions } from '@tanstack/react-query'
import type { ReferenceAnswer } from '../../model/answers/reference.ts'
import { call } from './http.ts'

/** Everything that has a name in definitions, requests and answers. */
export const referenceQuery = queryOptions({
  queryKey: ['reference'],
  queryFn: ({ signal }) => call<ReferenceAnswer>('/reference', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
})
