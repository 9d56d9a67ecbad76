import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { SegmentContainer } from '../../../../model/conditions.ts'
import type { DateRangeRef } from '../../../../model/date-ranges.ts'
import { type DataViewDocument, segmentRulesQuery } from '../../../api/index.ts'
import { useDelayed } from '../../../components/use-delayed.ts'
import { useLatest } from '../../../components/use-latest.ts'
import { figuresOf } from './figures-of.ts'
import { hasHoles } from './tree.ts'

/** What the rules do, as soon as nobody has changed them for a moment; the answer before stays until then. */
export function useLiveRules(
  dataView: string | DataViewDocument,
  root: SegmentContainer,
  dateRange: DateRangeRef,
  dataVersion: number | null,
) {
  const settled = useDelayed(root)
  const isFinished = !hasHoles(root)
  const asked = hasHoles(settled) ? null : settled
  const { data, error, isPlaceholderData } = useQuery(
    segmentRulesQuery(dataView, asked, dateRange, dataVersion),
  )
  const latest = useLatest(data)
  const figures = useMemo(
    () => (latest === undefined ? new Map() : figuresOf(root, latest)),
    [root, latest],
  )
  return {
    rules: latest?.rules,
    figures,
    error,
    isFinished,
    isStale: isPlaceholderData || settled !== root || error !== null,
  }
}
