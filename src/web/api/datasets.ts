import { queryOptions } from '@tanstack/react-query'
import type {
  Batch,
  DatasetDescription,
  ScalarType,
  SkippedRow,
} from '../../model/answers/datasets.ts'
import type { DemoOutcome } from '../../model/answers/demo.ts'
import type { Guessed, ImportOutcome, ImportPreview } from '../../model/answers/imports.ts'
import type { ReferenceSection } from '../../model/answers/reference.ts'
import type { DatasetType } from '../../model/definitions/dataset.ts'
import { call, query } from './http.ts'
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

/** Rows that were put aside, from the place `first` (from 0) in the list. */
export interface SkippedRows {
  readonly first: number
  readonly rows: readonly SkippedRow[]
}

export const skippedQuery = (id: string, first: number, limit: number) =>
  queryOptions({
    queryKey: ['datasets', id, 'skipped', first, limit],
    queryFn: async ({ signal }): Promise<SkippedRows> => {
      const path = `/datasets/${id}/skipped${query({ offset: first, limit })}`
      return { first, rows: await call<readonly SkippedRow[]>(path, { signal }) }
    },
  })

/** Uploads a file and looks at it, telling how far it is. Errors: RequestError. */
export function previewFile(
  file: File,
  { dataset, types, assume, parseJson, header, trim, again: _, ...settings }: ImportSettings,
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

/** Imports an upload. Errors: RequestError, such as import/missing-field when no time is found. */
export const importUpload = (upload: string, settings: ImportSettings): Promise<ImportOutcome> =>
  call(`/datasets/${settings.dataset}/import`, {
    method: 'POST',
    body: describeUpload(upload, settings),
  })

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
