import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type {
  AudienceActivity,
  AudienceMembers,
  AudiencePreview,
  AudiencePublished,
  AudienceRuns,
  AudienceStatus,
} from '../../model/answers/audiences.ts'
import type { AudienceLift } from '../../model/answers/lift.ts'
import type { AudienceDocument } from './definitions.ts'
import { call, query } from './http.ts'

const pathOf = (id: string): string => `/audiences/${encodeURIComponent(id)}`

/** All that is known of audiences, to be asked again once something has changed. */
export const ofAudiences = ['audiences'] as const

const SECOND = 1000
const PAGE = 20

export const audiencesQuery = queryOptions({
  queryKey: ofAudiences,
  queryFn: ({ signal }) => call<readonly AudienceStatus[]>('/audiences', { signal }),
  refetchInterval: 5 * SECOND,
})

export const audienceQuery = (id: string) =>
  queryOptions({
    queryKey: [...ofAudiences, id],
    queryFn: ({ signal }) => call<AudienceStatus>(pathOf(id), { signal }),
    refetchInterval: 2 * SECOND,
  })

/** What a definition would be, saved or not. */
export const audiencePreviewQuery = (document: AudienceDocument) =>
  queryOptions({
    queryKey: [...ofAudiences, document.id, 'preview', document],
    queryFn: ({ signal }) =>
      call<AudiencePreview>('/audiences/preview', { method: 'POST', body: document, signal }),
    placeholderData: keepPreviousData,
  })

export type ActivityUnit = AudienceActivity['by']

/** `evaluatedAt`: of the audience, so that it is asked again once that has changed. */
export const activityQuery = (id: string, by: ActivityUnit, last: number, evaluatedAt: unknown) =>
  queryOptions({
    queryKey: [...ofAudiences, id, 'activity', by, last, evaluatedAt],
    queryFn: ({ signal }) =>
      call<AudienceActivity>(`${pathOf(id)}/activity${query({ by, last })}`, { signal }),
    placeholderData: keepPreviousData,
  })

export interface MemberFilter {
  readonly search: string
  readonly status: 'member' | 'exited' | 'all'
}

export const membersQuery = (id: string, { search, status }: MemberFilter, evaluatedAt: unknown) =>
  infiniteQueryOptions({
    queryKey: [...ofAudiences, id, 'members', search, status, evaluatedAt],
    queryFn: ({ signal, pageParam: after }) =>
      call<AudienceMembers>(
        `${pathOf(id)}/members${query({ limit: PAGE, search, status, after })}`,
        {
          signal,
        },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  })

export const runsQuery = (id: string, evaluatedAt: unknown) =>
  infiniteQueryOptions({
    queryKey: [...ofAudiences, id, 'runs', evaluatedAt],
    queryFn: ({ signal, pageParam: after }) =>
      call<AudienceRuns>(`${pathOf(id)}/runs${query({ limit: 10, after })}`, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  })

export const liftQuery = (id: string, metrics: readonly string[]) =>
  queryOptions({
    queryKey: [...ofAudiences, id, 'lift', metrics],
    queryFn: ({ signal }) => {
      const asked = new URLSearchParams(metrics.map((metric) => ['metrics', metric]))
      return call<AudienceLift>(`${pathOf(id)}/lift?${asked}`, { signal })
    },
    placeholderData: keepPreviousData,
  })

export const publishAudience = (id: string): Promise<AudiencePublished> =>
  call(`${pathOf(id)}/publish`, { method: 'POST' })
