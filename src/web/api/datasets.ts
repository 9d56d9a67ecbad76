import { queryOptions } from '@tanstack/react-query'
import type { DatasetType } from '../../model/definitions/dataset.ts'
import { call, query } from './http.ts'
import { type UploadProgress, upload } from './upload.ts'

export type ScalarType = 'string' | 'number' | 'boolean' | 'timestamp'

export type Field =
  | { readonly path: string; readonly type: ScalarType }
  | { readonly path: string; readonly type: 'list'; readonly of: ScalarType }
  | { readonly path: string; readonly type: 'list'; readonly children: readonly Field[] }

/** Times are UTC milliseconds. */
export interface Dataset {
  readonly id: string
  readonly type: DatasetType
  readonly timestamp?: string
  readonly timeZone: string
  readonly fields: readonly Field[]
  readonly rows: number
  readonly batches: number
  readonly minTime?: number
  readonly maxTime?: number
  readonly lastImport?: number
}

export interface Batch {
  readonly batch: number
  readonly status: 'running' | 'committed' | 'failed' | 'deleted'
  readonly source: string
  readonly read: number
  readonly added: number
  readonly duplicates: number
  readonly skipped: Readonly<Record<string, number>>
  readonly started: number
  readonly finished?: number
  readonly problem: string
}

export interface SkippedRow {
  readonly batch: number
  readonly rowNumber: number
  readonly reason: string
  readonly raw: string
}

export interface ImportReport {
  readonly dataset: string
  readonly read: number
  readonly added: number
  readonly duplicates: number
  readonly skipped: Readonly<Record<string, number>>
  readonly unreadable: Readonly<Record<string, number>>
}

export interface ImportWish {
  readonly dataset: string
  readonly file: File
  readonly kind?: DatasetType
  readonly timestamp?: string
  readonly timeZone?: string
}

export const datasetsQuery = queryOptions({
  queryKey: ['datasets'],
  queryFn: ({ signal }) => call<readonly Dataset[]>('/datasets', { signal }),
})

export const datasetQuery = (id: string) =>
  queryOptions({
    queryKey: ['datasets', id],
    queryFn: ({ signal }) => call<Dataset>(`/datasets/${id}`, { signal }),
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
  { dataset, file, ...settings }: ImportWish,
  onProgress: (progress: UploadProgress) => void,
): Promise<ImportReport> {
  const path = `/datasets/${dataset}/import${query({ name: file.name, ...settings })}`
  return upload(path, file, onProgress)
}

/** Takes a dataset out with its rows. */
export const deleteDataset = (id: string): Promise<void> =>
  call(`/definitions/dataset/${id}`, { method: 'DELETE' })

/** Makes the sample and imports it. */
export const loadSample = (): Promise<unknown> => call('/demo', { method: 'POST', body: {} })
