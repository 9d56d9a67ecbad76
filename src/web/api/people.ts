import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { EventRow, ForgetReceipt, FoundPeople, Profile } from '../../model/answers/profiles.ts'
import { call, query } from './http.ts'

/** Who has an identity. */
export const foundPeopleQuery = (search: string) =>
  queryOptions({
    queryKey: ['people', 'find', search],
    queryFn: ({ signal }) => call<FoundPeople>(`/profiles/find${query({ search })}`, { signal }),
    placeholderData: keepPreviousData,
  })

/** What is known of a person of a connection. */
export const profileQuery = (connection: string, person: string, dataVersion: number | null) =>
  queryOptions({
    queryKey: ['people', 'profile', connection, person, dataVersion],
    queryFn: ({ signal }) => call<Profile>(`/profiles${query({ connection, person })}`, { signal }),
    placeholderData: keepPreviousData,
  })

/** The row that an event is of. */
export const eventRowQuery = (
  connection: string,
  person: string,
  { time, place }: { readonly time: string; readonly place: number },
  dataVersion: number | null,
) =>
  queryOptions({
    queryKey: ['people', 'event', connection, person, time, place, dataVersion],
    queryFn: ({ signal }) =>
      call<EventRow>(
        `/profiles/${encodeURIComponent(person)}/event${query({ connection, time, place })}`,
        { signal },
      ),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** An identity to be erased, with all of its graph unless it is asked for alone. */
export interface Forgetting {
  readonly namespace: string
  readonly id: string
  readonly only?: 'identity' | undefined
}

/** What erasing would do; nothing is changed. */
export const forgetPreviewQuery = ({ namespace, id, only }: Forgetting) =>
  queryOptions({
    queryKey: ['people', 'forget', namespace, id, only],
    queryFn: ({ signal }) =>
      call<ForgetReceipt>(`/profiles${query({ namespace, id, only, preview: 'true' })}`, {
        method: 'DELETE',
        signal,
      }),
    staleTime: 0,
    gcTime: 0,
  })

/** Erases a person for good. */
export const forgetPerson = ({ namespace, id, only }: Forgetting): Promise<ForgetReceipt> =>
  call(`/profiles${query({ namespace, id, only })}`, { method: 'DELETE' })
