import { useQuery } from '@tanstack/react-query'
import { type AudienceDocument, audiencePreviewQuery } from '../../api/index.ts'
import { useDelayed } from '../../components/use-delayed.ts'
import { UNNAMED } from '../definitions/unnamed.ts'
import { isWhole, previewedPart } from './audience-draft.ts'

/** What an audience would be as it is now, once nobody has changed it for a moment. */
export function useAudiencePreview(document: AudienceDocument) {
  const named = { ...document, id: document.id || UNNAMED }
  const now = JSON.stringify(previewedPart(named))
  const asked = useDelayed(now, 400)
  const isAsked = isWhole(named)
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery({
    ...audiencePreviewQuery(JSON.parse(asked) as AudienceDocument),
    enabled: isAsked && isWhole(JSON.parse(asked) as AudienceDocument),
  })
  return {
    isAsked,
    preview: isAsked ? data : undefined,
    error: isAsked ? error : null,
    isOutdated: now !== asked || isPlaceholderData || isFetching,
    retry: () => void refetch(),
  }
}

export type ShownPreview = ReturnType<typeof useAudiencePreview>
