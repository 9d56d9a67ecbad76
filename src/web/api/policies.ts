import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { FieldUse, LabelledComponent } from '../../model/answers/definitions.ts'
import type { PolicyStatus, ProjectDenial, RequestDenial } from '../../model/answers/policies.ts'
import { call } from './http.ts'
import type { ReportInput } from './reports.ts'

/** Every policy with what it blocks now. */
export const policiesQuery = queryOptions({
  queryKey: ['policies'],
  queryFn: ({ signal }) => call<readonly PolicyStatus[]>('/policies', { signal }),
})

/** What of a data view reads labelled fields, and through what. */
export const labelledComponentsQuery = (dataView: string) =>
  queryOptions({
    queryKey: ['data-views', dataView, 'labels'],
    queryFn: ({ signal }) =>
      call<readonly LabelledComponent[]>(`/data-views/${encodeURIComponent(dataView)}/labels`, {
        signal,
      }),
  })

/** Labelled fields of a dataset, and those that it is looked up by. */
export const datasetUsesQuery = (dataset: string) =>
  queryOptions({
    queryKey: ['labels', 'dataset', dataset],
    queryFn: ({ signal }) =>
      call<readonly FieldUse[]>(`/definitions/dataset/${encodeURIComponent(dataset)}/labels`, {
        signal,
      }),
  })

/** Labelled fields of what a destination would be sent. */
export const sentLabelsQuery = (sent: SentParts) =>
  queryOptions({
    queryKey: ['labels', 'sent', sent],
    queryFn: ({ signal }) =>
      call<readonly FieldUse[]>('/destinations/labels', { method: 'POST', body: sent, signal }),
    placeholderData: keepPreviousData,
  })

interface SentParts {
  readonly identities?: readonly string[]
  readonly attributes?: readonly string[]
  readonly connection?: string
}

/** What policies have against taking away, or mailing, the answers to requests. */
export const requestDenialsQuery = (requests: readonly ReportInput[]) =>
  queryOptions({
    queryKey: ['policies', 'requests', requests],
    queryFn: ({ signal }) =>
      call<readonly RequestDenial[]>('/reports/denials', {
        method: 'POST',
        body: requests,
        signal,
      }),
  })

/** What policies have against taking rows away as they came: those of a dataset, or what a source kept aside. */
export const rowDenialsQuery = ({ of, id }: RowsOf) =>
  queryOptions({
    queryKey: ['policies', of, id],
    queryFn: ({ signal }) =>
      call<readonly RequestDenial[]>(`/${of}/${encodeURIComponent(id)}/denials`, { signal }),
    staleTime: 0,
  })

/** Whose rows as they came: a dataset’s or a source’s. */
export interface RowsOf {
  readonly of: 'datasets' | 'sources'
  readonly id: string
}

/** What policies have against sharing or sending a project as it is now. */
export const projectDenialsQuery = (project: string) =>
  queryOptions({
    queryKey: ['policies', 'project', project],
    queryFn: ({ signal }) =>
      call<readonly ProjectDenial[]>(`/projects/${encodeURIComponent(project)}/denials`, {
        signal,
      }),
    staleTime: 0,
  })
