import { queryOptions } from '@tanstack/react-query'
import type { Batch, DatasetDescription, SkippedRow } from '../../model/answers/datasets.ts'
import type { DemoOutcome } from '../../model/answers/demo.ts'
import type { ImportOutcome } from '../../model/answers/imports.ts'
import type { DatasetType } from '../../model/definitions/dataset.ts'
import { call, query } from './http.ts'
import { type UploadProgress, uploadFile } from './upload.ts'

export interface ImportChoices {
  readonly dataset: string
  readonly file: File
  readonly kind?: DatasetType
  readonly timestamp?: string
  readonly timeZone?: string
}

export const datasetsQuery = queryOptions({
  queryKey: ['datasets'],
  queryFn: ({ signal }) => call<readonly DatasetDescription[]>('/datasets', { signal }),
})

export const datasetQuery = (id: string) =>
  queryOptions({
    queryKey: ['datasets', id],
    queryFn: ({ signal }) => call<DatasetDescription>(`/datasets/${id}`, { signal }),
  })

export const batchesQuery = (id: string) =>
  queryOptions({
    queryKey: ['datasets', id, 'batches'],
    queryFn: ({ signal }) => call<readonly Batch[]>(`/datasets/${id}/batches`, { signal }),
  })

export const skippedQuery = (id: string) =>
  queryOptions({
    queryKey: ['datasets', id, 'skipped'],
    queryFn: ({ signal }) => call<readonly SkippedRow[]>(`/datasets/${id}/skipped`, { signal }),
  })

/**
 * Uploads a file and imports it, telling how far it is. Errors: RequestError, such as
 * import/missing-field when no time is found.
 */
export function importFile(
  { dataset, file, ...settings }: ImportChoices,
  onProgress: (progress: UploadProgress) => void,
): Promise<ImportOutcome> {
  const path = `/datasets/${dataset}/import${query({ name: file.name, ...settings })}`
  return uploadFile(path, file, onProgress)
}

/** Takes a dataset out with its rows. */
export const deleteDataset = (id: string): Promise<void> =>
  call(`/definitions/dataset/${id}`, { method: 'DELETE' })

/** Makes the sample and imports it. */
export const loadSample = (): Promise<DemoOutcome> => call('/demo', { method: 'POST', body: {} })
