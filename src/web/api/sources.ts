import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { AnswerOf } from '../../model/answers/answer.ts'
import type {
  LiveItem,
  Pulled,
  RejectedPage,
  ReplayedRows,
  snippetList,
  SourceStatus,
  TriedSource,
} from '../../model/answers/sources.ts'
import type { pulledPlace, source } from '../../model/definitions/source.ts'
import { call, query } from './http.ts'

export type SourceDocument = z.input<typeof source>
export type PulledPlaceDocument = z.input<typeof pulledPlace>
export type SourceSnippet = AnswerOf<typeof snippetList>[number]

const pathOf = (id: string): string => `/sources/${encodeURIComponent(id)}`

/** All that is known of sources, to be asked again once something has changed. */
export const ofSources = ['sources'] as const

/** What is shown beside what arrives is as old as that. */
const SECOND = 1000

export const sourcesQuery = queryOptions({
  queryKey: ofSources,
  queryFn: ({ signal }) => call<readonly SourceStatus[]>('/sources', { signal }),
  refetchInterval: 5 * SECOND,
})

export const sourceQuery = (id: string) =>
  queryOptions({
    queryKey: [...ofSources, id],
    queryFn: ({ signal }) => call<SourceStatus>(pathOf(id), { signal }),
    refetchInterval: 2 * SECOND,
  })

export const pulledQuery = (id: string) =>
  queryOptions({
    queryKey: [...ofSources, id, 'pulled'],
    queryFn: ({ signal }) => call<Pulled>(`${pathOf(id)}/pulled`, { signal }),
    refetchInterval: 2 * SECOND,
  })

export const snippetsQuery = (id: string, key: string | undefined) =>
  queryOptions({
    queryKey: [...ofSources, id, 'snippets', key],
    queryFn: ({ signal }) =>
      call<readonly SourceSnippet[]>(`${pathOf(id)}/snippets${query({ key })}`, { signal }),
  })

export const rejectedQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: [...ofSources, id, 'rejected'],
    queryFn: ({ signal, pageParam: after }) =>
      call<RejectedPage>(`${pathOf(id)}/rejected${query({ limit: 200, after })}`, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })

export const makeWriteKey = (id: string) =>
  call<{ readonly id: string; readonly key: string }>(`${pathOf(id)}/keys`, { method: 'POST' })

export const revokeWriteKey = (id: string, key: string) =>
  call<void>(`${pathOf(id)}/keys/${encodeURIComponent(key)}`, { method: 'DELETE' })

export const runSource = (id: string) => call<Pulled>(`${pathOf(id)}/run`, { method: 'POST' })

/** Has it read from its beginning next time. */
export const resetSource = (id: string) => call<void>(`${pathOf(id)}/reset`, { method: 'POST' })

/** What is found at a folder, bucket or table; nothing is taken. */
export const trySource = (place: PulledPlaceDocument) =>
  call<TriedSource>('/sources/try', { method: 'POST', body: place })

/** Reads items that were kept aside once more; `body` where one was mended. */
export const replayRejected = (
  id: string,
  rows: readonly { readonly id: string; readonly body?: unknown }[],
) => call<ReplayedRows>(`${pathOf(id)}/rejected/replay`, { method: 'POST', body: { rows } })

/** What arrives from now on; gives a function that ends it. */
export function listenToSource(id: string, onItem: (item: LiveItem) => void): () => void {
  const events = new EventSource(`/api/v1${pathOf(id)}/live`)
  const tell = ({ data }: MessageEvent<string>) => onItem(JSON.parse(data) as LiveItem)
  events.addEventListener('row', tell)
  events.addEventListener('reject', tell)
  return () => events.close()
}
