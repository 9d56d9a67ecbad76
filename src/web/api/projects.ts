import { queryOptions } from '@tanstack/react-query'
import type {
  ProjectDifferences,
  ProjectShare,
  ProjectVersion,
  SharedProject,
  SharedView,
} from '../../model/answers/projects.ts'
import type { RequestFailure } from '../../model/answers/reports.ts'
import type { DateRangeRef } from '../../model/date-ranges.ts'
import { call, query } from './http.ts'

const pathOf = (id: string): string => `/projects/${encodeURIComponent(id)}`

export const noteProjectOpened = (id: string): Promise<void> =>
  call(`${pathOf(id)}/opened`, { method: 'PUT' })

/** Of a project, to be asked again once something has changed. */
export const ofProject = (id: string, what: string) => ['project', id, what] as const

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: ofProject(id, 'versions'),
    queryFn: ({ signal }) => call<readonly ProjectVersion[]>(`${pathOf(id)}/versions`, { signal }),
  })

export const nameVersion = (id: string, name: string): Promise<ProjectVersion> =>
  call(`${pathOf(id)}/versions`, { method: 'POST', body: { name } })

export const removeVersion = (id: string, version: number): Promise<void> =>
  call(`${pathOf(id)}/versions/${version}`, { method: 'DELETE' })

/** What makes one side the other; sides are `now`, a revision (`12`) or a version (`v1`). */
export const differencesQuery = (id: string, from: string, to: string, revision: number) =>
  queryOptions({
    queryKey: [...ofProject(id, 'differences'), from, to, revision],
    queryFn: ({ signal }) =>
      call<ProjectDifferences>(`${pathOf(id)}/differences${query({ from, to })}`, { signal }),
  })

export const sharesQuery = (id: string) =>
  queryOptions({
    queryKey: ofProject(id, 'shares'),
    queryFn: ({ signal }) => call<readonly ProjectShare[]>(`${pathOf(id)}/shares`, { signal }),
  })

export interface NewShare {
  readonly name?: string
  readonly expiresAt?: string
  readonly allowsDates: boolean
}

export const makeShare = (
  id: string,
  body: NewShare,
): Promise<ProjectShare & { readonly token: string }> =>
  call(`${pathOf(id)}/shares`, { method: 'POST', body })

export const revokeShare = (id: string, share: string): Promise<void> =>
  call(`${pathOf(id)}/shares/${encodeURIComponent(share)}`, { method: 'DELETE' })

export const sharedProjectQuery = (token: string) =>
  queryOptions({
    queryKey: ['shared', token],
    queryFn: ({ signal }) =>
      call<SharedProject>(`/shared/${encodeURIComponent(token)}`, { signal }),
  })

export const sharedViewQuery = (token: string, dataView: string) =>
  queryOptions({
    queryKey: ['shared', token, dataView],
    queryFn: ({ signal }) => {
      const path = `/shared/${encodeURIComponent(token)}/data-views/${encodeURIComponent(dataView)}`
      return call<SharedView>(path, { signal })
    },
  })

/** Places of visualizations that ask something, by ids. */
export interface SharedPlace {
  readonly panel: string
  readonly visualization: string
}

/** The answers of a shared project, in the order of the places. Errors: RequestError. */
export const runSharedReports = (
  token: string,
  visualizations: readonly SharedPlace[],
  dateRange: DateRangeRef | undefined,
  signal: AbortSignal,
): Promise<readonly (RequestFailure | object)[]> =>
  call(`/shared/${encodeURIComponent(token)}/reports`, {
    method: 'POST',
    body: { visualizations, ...(dateRange !== undefined && { dateRange }) },
    signal,
  })
