import { ToastQueue } from '@react-spectrum/s2/Toast'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { DefinitionDocument, ListedDefinition } from '../../../../model/answers/definitions.ts'
import { freeId } from '../../../../model/propose-id.ts'
import { call, putVersioned, versionedQuery } from '../../../api/index.ts'
import { texts } from '../../../texts/index.ts'
import { type SegmentDraft, writeDraft } from './segment-document.ts'

/** Writes the segment in the place of the version that was opened; a new one gets an id of its name. */
export function useSave(document: DefinitionDocument, version: number) {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: async (draft: SegmentDraft) => {
      const written = writeDraft(document, draft)
      if (version > 0) return putVersioned(written, version)
      const listed = await call<readonly ListedDefinition[]>('/definitions/segment')
      const id =
        freeId(
          draft.name,
          listed.map((each) => each.id),
        ) ?? document.id
      return putVersioned({ ...written, id }, 0)
    },
    onSuccess: async (stored, { name }) => {
      ToastQueue.positive(texts.builder.saved(name), { timeout: 5000 })
      const { id } = stored.document
      client.setQueryData(versionedQuery<DefinitionDocument>('segment', id).queryKey, stored)
      void client.invalidateQueries({ queryKey: ['data-views'] })
      void client.invalidateQueries({ queryKey: ['definitions', 'segment'] })
      if (version > 0) return
      const { dataView } = stored.document as { readonly dataView?: string }
      void navigate({
        to: '/components/segment/$id',
        params: { id },
        search: dataView === undefined ? {} : { view: dataView },
        replace: true,
        ignoreBlocker: true,
      })
    },
  })
}
