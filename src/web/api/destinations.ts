import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type {
  DeliveryPage,
  DestinationStatus,
  DestinationTest,
  DestinationTypeEntry,
  RejectedPeople,
} from '../../model/answers/destinations.ts'
import { call, query } from './http.ts'

const pathOf = (id: string): string => `/destinations/${encodeURIComponent(id)}`

/** All that is known of destinations, to be asked again once something has changed. */
export const ofDestinations = ['destinations'] as const

const SECOND = 1000
const PAGE = 20

export const destinationsQuery = queryOptions({
  queryKey: ofDestinations,
  queryFn: ({ signal }) => call<readonly DestinationStatus[]>('/destinations', { signal }),
  refetchInterval: 5 * SECOND,
})

export const destinationStatusQuery = (id: string) =>
  queryOptions({
    queryKey: [...ofDestinations, id],
    queryFn: ({ signal }) => call<DestinationStatus>(pathOf(id), { signal }),
    refetchInterval: 2 * SECOND,
  })

export const destinationTypesQuery = queryOptions({
  queryKey: ['destination-types'],
  queryFn: ({ signal }) => call<readonly DestinationTypeEntry[]>('/destination-types', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
})

/** `last`: of the destination, so that it is asked again once that has changed. */
export const deliveriesQuery = (id: string, person: string, last: unknown) =>
  infiniteQueryOptions({
    queryKey: [...ofDestinations, id, 'deliveries', person, last],
    queryFn: ({ signal, pageParam: after }) =>
      call<DeliveryPage>(`${pathOf(id)}/deliveries${query({ limit: PAGE, person, after })}`, {
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  })

/** `dead`: how many there are, so that they are asked again once that has changed. */
export const rejectedPeopleQuery = (id: string, dead: number) =>
  infiniteQueryOptions({
    queryKey: [...ofDestinations, id, 'rejected', dead],
    queryFn: ({ signal, pageParam: after }) =>
      call<RejectedPeople>(`${pathOf(id)}/rejected${query({ limit: PAGE, after })}`, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  })

/** A person by an identity; one that is made up when left out. */
export type TestPerson = { readonly namespace: string; readonly id: string } | undefined

export const testDestination = (id: string, who: TestPerson): Promise<DestinationTest> =>
  call(`${pathOf(id)}/test`, { method: 'POST', body: who ?? {} })

/** Of those who are told, or all. */
export const retryRejected = (
  id: string,
  of: { readonly audience?: string; readonly persons?: readonly string[] },
): Promise<{ readonly retried: number }> =>
  call(`${pathOf(id)}/rejected/retry`, { method: 'POST', body: of })

/** Sends everybody again who should be there. */
export const resendAll = (id: string): Promise<{ readonly resent: number }> =>
  call(`${pathOf(id)}/resend`, { method: 'POST', body: {} })
