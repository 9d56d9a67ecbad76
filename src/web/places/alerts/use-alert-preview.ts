import { useQuery } from '@tanstack/react-query'
import { type AlertDocument, alertPreviewQuery } from '../../api/index.ts'
import { useDelayed } from '../../components/use-delayed.ts'
import { UNNAMED } from '../definitions/unnamed.ts'
import { isWhole, previewedPart } from './alert-draft.ts'

/** What an alert would have told as it is now, once nobody has changed it for a moment. */
export function useAlertPreview(document: AlertDocument) {
  const named = { ...document, id: document.id || UNNAMED }
  const now = JSON.stringify(previewedPart(named))
  const asked = useDelayed(now, 400)
  const isAsked = isWhole(named)
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery({
    ...alertPreviewQuery(JSON.parse(asked) as AlertDocument),
    enabled: isAsked && isWhole(JSON.parse(asked) as AlertDocument),
  })
  return {
    isAsked,
    preview: isAsked ? data : undefined,
    error: isAsked ? error : null,
    isOutdated: now !== asked || isPlaceholderData || isFetching,
    retry: () => void refetch(),
  }
}

export type ShownPreview = ReturnType<typeof useAlertPreview>
