import { queryOptions } from '@tanstack/react-query'
import type {
  Batch,
  BatchRemoved,
  DatasetDescription,
  ScalarType,
  SkippedCount,
  SkippedRow,
} from '../../model/answers/datasets.ts'
import type { FieldFigures, FieldValues } from '../../model/answers/fields.ts'
import type { DemoOutcome } from '../../model/answers/demo.ts'
import type {
  Guessed,
  ImportOutcome,
  ImportPreview,
  ImportProgress,
} from '../../model/answers/imports.ts'
import type { ReferenceSection } from '../../model/answers/reference.ts'
import type { DatasetType } from '../../model/definitions/dataset.ts'
import { call, callWithProgress, query } from './http.ts'
import { type UploadProgress, uploadFile } from './upload.ts'

/** What an import is told; what is left out is guessed. */
export interface ImportSettings {
  readonly dataset: string
  /** The page imports no summary data. */
  readonly kind?: Exclude<DatasetType, 'summary'> | undefined
  readonly format?: string | undefined
  readonly delimiter?: string | undefined
  readonly quote?: string | undefined
  readonly trim?: boolean | undefined
  readonly encoding?: string | undefined
  readonly header?: boolean | undefined
  /** From 1. */
  readonly headerRow?: number | undefined
  readonly sheet?: string | undefined
  readonly rowsAt?: string | undefined
  readonly parseJson?: readonly string[] | undefined
  readonly types?: Readonly<Record<string, ScalarType>> | undefined
  readonly timestamp?: string | undefined
  readonly timestampFormat?: string | undefined
  readonly timeZone?: string | undefined
  readonly personId?: string | undefined
  /** Empty: none. */
  readonly rowId?: string | undefined
  readonly decimal?: string | undefined
  readonly assume?: readonly string[] | undefined
  readonly again?: boolean | undefined
  /** The batch that the file is put in the place of. */
  readonly replaceBatch?: number | undefined
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

/** How well some fields are filled. */
export const fieldFiguresQuery = (id: string, paths: readonly string[]) =>
  queryOptions({
    queryKey: ['datasets', id, 'fields', paths],
    queryFn: ({ signal }) => {
      const asked = new URLSearchParams(paths.map((path) => ['field', path])).toString()
      return call<readonly FieldFigures[]>(`/datasets/${id}/fields?${asked}`, { signal })
    },
  })

/** Which values a field has. */
export const fieldValuesQuery = (id: string, field: string) =>
  queryOptions({
    queryKey: ['datasets', id, 'values', field],
    queryFn: ({ signal }) =>
      call<FieldValues>(`/datasets/${id}/fields/values${query({ field })}`, { signal }),
  })

export const batchesQuery = (id: string) =>
  queryOptions({
    queryKey: ['datasets', id, 'batches'],
    queryFn: ({ signal }) => call<readonly Batch[]>(`/datasets/${id}/batches`, { signal }),
  })

/** Rows that were put aside, from the place `first` (from 0) in the list. */
export interface SkippedRows {
  readonly first: number
  readonly rows: readonly SkippedRow[]
}

export const skippedQuery = (
  id: string,
  {
    reason,
    first,
    limit,
  }: { readonly reason?: string | undefined; readonly first: number; readonly limit: number },
) =>
  queryOptions({
    queryKey: ['datasets', id, 'skipped', reason, first, limit],
    queryFn: async ({ signal }): Promise<SkippedRows> => {
      const path = `/datasets/${id}/skipped${query({ reason, offset: first, limit })}`
      return { first, rows: await call<readonly SkippedRow[]>(path, { signal }) }
    },
  })

/** Uploads a file and looks at it, telling how far it is. Errors: RequestError. */
export function previewFile(
  file: File,
  {
    dataset,
    types,
    assume,
    parseJson,
    header,
    trim,
    again: _,
    replaceBatch: __,
    ...settings
  }: ImportSettings,
  onProgress: (progress: UploadProgress) => void,
): Promise<ImportPreview> {
  const flags = { header: header?.toString(), trim: trim?.toString() }
  const single = query({ name: file.name, ...flags, ...settings })
  const repeated = [
    ...Object.entries(types ?? {}).map(([field, type]) => ['type', `${field}=${type}`]),
    ...(assume ?? []).map((each) => ['assume', each]),
    ...(parseJson ?? []).map((each) => ['parseJson', each]),
  ]
  const more = repeated.length === 0 ? '' : `&${new URLSearchParams(repeated).toString()}`
  return uploadFile(`/datasets/${dataset}/preview${single}${more}`, file, onProgress)
}

/** Looks at an upload again. Errors: RequestError, import/unknown-upload when it is gone. */
export const previewUpload = (upload: string, settings: ImportSettings): Promise<ImportPreview> =>
  call(`/datasets/${settings.dataset}/preview`, {
    method: 'POST',
    body: describeUpload(upload, settings),
  })

/**
 * Imports an upload, telling the share that is read, 0 to 1. Errors: RequestError, such as import/missing-field
 * when no time is found.
 */
export const importUpload = (
  upload: string,
  settings: ImportSettings,
  onShare: (share: number) => void,
): Promise<ImportOutcome> =>
  callWithProgress(
    `/datasets/${settings.dataset}/import`,
    describeUpload(upload, settings),
    ({ share }: ImportProgress) => onShare(share),
  )

/** Takes a batch out, of the connections too. */
export const deleteBatch = (id: string, batch: number) =>
  call<BatchRemoved>(`/datasets/${id}/batches/${batch}`, { method: 'DELETE' })

export const skippedCountsQuery = (id: string) =>
  queryOptions({
    queryKey: ['datasets', id, 'skipped', 'counts'],
    queryFn: ({ signal }) =>
      call<readonly SkippedCount[]>(`/datasets/${id}/skipped/counts`, { signal }),
  })

/** Which row of which batch. */
type SkippedPlace = Pick<SkippedRow, 'batch' | 'rowNumber'>

/** Imports rows that were put aside once more, as they are or with other values. */
export const replaySkipped = (
  id: string,
  only: readonly SkippedPlace[],
  rows?: readonly object[],
): Promise<ImportOutcome> =>
  call(`/datasets/${id}/skipped/replay`, { method: 'POST', body: { only, rows } })

function describeUpload(
  upload: string,
  { dataset: _, rowId, ...settings }: ImportSettings,
): object {
  return { upload, ...settings, ...(rowId && { rowId }) }
}

/** The formats of files that can be imported. */
export const fileFormatsQuery = queryOptions({
  queryKey: ['reference', 'file-formats'],
  queryFn: async ({ signal }) => {
    const section = await call<ReferenceSection>('/reference/file-formats', { signal })
    return section.entries
  },
})

/** Who the rows of a dataset seem to be about. */
export const guessedQuery = (id: string) =>
  queryOptions({
    queryKey: ['datasets', id, 'guessed'],
    queryFn: ({ signal }) => call<Guessed>(`/datasets/${id}/guessed`, { signal }),
  })

/** Makes the sample and imports it. */
export const loadSample = (): Promise<DemoOutcome> =>
  call('/demo?people=3000', { method: 'POST', body: {} })
