import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type {
  ScheduleDenial,
  ScheduleList,
  ScheduleRun,
  ScheduleRuns,
  ScheduleStatus,
} from '../../model/answers/schedules.ts'
import type { schedule } from '../../model/definitions/schedule.ts'
import { call, query } from './http.ts'

/** As it is written: what has a default may be missing. */
export type ScheduleDocument = z.input<typeof schedule>

const pathOf = (id: string): string => `/schedules/${encodeURIComponent(id)}`

/** All that is known of schedules, to be asked again once something has changed. */
export const ofSchedules = ['schedules'] as const

const SECOND = 1000

export const schedulesQuery = queryOptions({
  queryKey: ofSchedules,
  queryFn: ({ signal }) => call<ScheduleList>('/schedules', { signal }),
  refetchInterval: 5 * SECOND,
})

export const scheduleQuery = (id: string) =>
  queryOptions({
    queryKey: [...ofSchedules, id],
    queryFn: ({ signal }) => call<ScheduleStatus>(pathOf(id), { signal }),
    refetchInterval: 5 * SECOND,
  })

/** What policies have against sending it, by whom and of what; saved or not. */
export const scheduleDenialsQuery = (document: ScheduleDocument) =>
  queryOptions({
    queryKey: ['policies', 'schedule', document],
    queryFn: ({ signal }) =>
      call<readonly ScheduleDenial[]>('/schedules/denials', {
        method: 'POST',
        body: document,
        signal,
      }),
    placeholderData: keepPreviousData,
  })

/** `last`: the last run, so that they are asked again once that has changed. */
export const scheduleRunsQuery = (id: string, last: unknown) =>
  infiniteQueryOptions({
    queryKey: [...ofSchedules, id, 'runs', last],
    queryFn: ({ signal, pageParam: after }) =>
      call<ScheduleRuns>(`${pathOf(id)}/runs${query({ limit: 20, after })}`, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  })

export const sendSchedule = (id: string): Promise<ScheduleRun> =>
  call(`${pathOf(id)}/send`, { method: 'POST' })
