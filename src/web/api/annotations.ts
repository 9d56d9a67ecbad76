import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { ShownAnnotation } from '../../model/answers/annotations.ts'
import type { annotation } from '../../model/definitions/annotation.ts'
import { call } from './http.ts'

/** An annotation as it is written: what has a default may be missing. */
export type AnnotationDocument = z.input<typeof annotation>

/** Annotations as they are shown in a data view. */
export const annotationsQuery = (dataView: string) =>
  queryOptions({
    queryKey: ['annotations', dataView],
    queryFn: ({ signal }) =>
      call<readonly ShownAnnotation[]>(`/data-views/${dataView}/annotations`, { signal }),
  })

type ListedAnnotation = AnnotationDocument & {
  readonly version: number
  readonly updatedAt: string
}

/** All annotations as they are written, with the version that a change replaces. */
export const annotationDefinitionsQuery = queryOptions({
  queryKey: ['annotations'],
  queryFn: ({ signal }) => call<readonly ListedAnnotation[]>('/definitions/annotation', { signal }),
  staleTime: 0,
})

const pathOf = (id: string): string => `/definitions/annotation/${encodeURIComponent(id)}`

/** Writes an annotation over a version of it, or one that must be new. Errors: RequestError. */
export const putAnnotation = (
  document: AnnotationDocument,
  version: number | null,
): Promise<AnnotationDocument> =>
  call(pathOf(document.id), {
    method: 'PUT',
    body: document,
    headers: version === null ? { 'if-none-match': '*' } : { 'if-match': `"${version}"` },
  })

export const removeAnnotation = (id: string): Promise<void> =>
  call(pathOf(id), { method: 'DELETE' })
