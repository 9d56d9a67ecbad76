import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type {
  AlertDenial,
  AlertList,
  AlertPreview,
  AlertRun,
  AlertRuns,
  AlertStatus,
} from '../../model/answers/alerts.ts'
import type { alert } from '../../model/definitions/alert.ts'
import { call, query } from './http.ts'

/** As it is written: what has a default may be missing. */
export type AlertDocument = z.input<typeof alert>

const pathOf = (id: string): string => `/alerts/${encodeURIComponent(id)}`

/** All that is known of alerts, to be asked again once something has changed. */
export const ofAlerts = ['alerts'] as const

const SECOND = 1000

export const alertsQuery = queryOptions({
  queryKey: ofAlerts,
  queryFn: ({ signal }) => call<AlertList>('/alerts', { signal }),
  refetchInterval: 5 * SECOND,
})

export const alertQuery = (id: string) =>
  queryOptions({
    queryKey: [...ofAlerts, id],
    queryFn: ({ signal }) => call<AlertStatus>(pathOf(id), { signal }),
    refetchInterval: 5 * SECOND,
  })

/** What a definition would have told of the last thirty periods, saved or not. */
export const alertPreviewQuery = (document: AlertDocument) =>
  queryOptions({
    queryKey: ['alert-preview', document],
    queryFn: ({ signal }) =>
      call<AlertPreview>('/previews/alert', { method: 'POST', body: document, signal }),
    placeholderData: keepPreviousData,
  })

/** What policies have against telling people of it, saved or not. */
export const alertDenialsQuery = (document: AlertDocument) =>
  queryOptions({
    queryKey: ['policies', 'alert', document],
    queryFn: ({ signal }) =>
      call<readonly AlertDenial[]>('/alerts/denials', { method: 'POST', body: document, signal }),
    placeholderData: keepPreviousData,
  })

/** `last`: the last run, so that they are asked again once that has changed. */
export const alertRunsQuery = (id: string, last: unknown) =>
  infiniteQueryOptions({
    queryKey: [...ofAlerts, id, 'runs', last],
    queryFn: ({ signal, pageParam: after }) =>
      call<AlertRuns>(`${pathOf(id)}/runs${query({ limit: 20, after })}`, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  })

export const testAlert = (id: string): Promise<AlertRun> =>
  call(`${pathOf(id)}/test`, { method: 'POST' })
