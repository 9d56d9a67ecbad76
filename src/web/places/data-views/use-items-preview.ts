import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { TopItems } from '../../../model/answers/previews.ts'
import type { Figure, Item } from '../../../model/result.ts'
import { itemsPreviewQuery } from '../../api/index.ts'
import { useDelayed } from '../../components/use-delayed.ts'
import type { ViewDocument } from './view-document.ts'
import { withoutUnfinished } from './view-segments.ts'

/** So many items are looked at, to find those of one list in the other. */
const LOOKED_AT = 200

interface Asked {
  readonly dimension: string
  readonly metric?: string | undefined
}

/** The items of a dimension in the saved data view and in the draft, once nobody has changed it for a moment. */
export function useItemsPreview(document: ViewDocument, { dimension, metric }: Asked) {
  const tried = useMemo(() => withoutUnfinished(document), [document])
  const asked = useDelayed(tried, 300)
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery(
    itemsPreviewQuery({
      dataView: asked,
      dimension,
      ...(metric !== undefined && { metric }),
      limit: LOOKED_AT,
    }),
  )
  return {
    preview: data,
    error,
    isOutdated: asked !== tried || isPlaceholderData || isFetching,
    retry: () => void refetch(),
  }
}

/** An item with its figures; undefined where it is not among those that were looked at. */
export interface ComparedItem {
  readonly key: string
  readonly item: Item
  readonly label: string | undefined
  readonly before: Figure | undefined
  readonly after: Figure | undefined
}

const SHOWN = 10

/** The ten top items after a change, then those of before that are no longer among them. */
export function compareItems(
  before: TopItems | undefined,
  after: TopItems,
  figureOf: (item: TopItems['items'][number]) => Figure | undefined,
): readonly ComparedItem[] {
  const tops = [...after.items.slice(0, SHOWN), ...(before?.items.slice(0, SHOWN) ?? [])]
  const keys = [...new Set(tops.map(({ item }) => JSON.stringify(item)))]
  const find = (all: TopItems | undefined, key: string) =>
    all?.items.find(({ item }) => JSON.stringify(item) === key)
  return keys.map((key) => {
    const [one, other] = [find(before, key), find(after, key)]
    const { item, label } = (other ?? one)!
    return {
      key,
      item,
      label,
      before: one && figureOf(one),
      after: other && figureOf(other),
    }
  })
}
