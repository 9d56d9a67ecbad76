import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { connectionStatusQuery, dataViewsQuery, formulaFiguresQuery } from '../../../api/index.ts'
import type { RangeChoice } from '../../../components/date-range-field.tsx'
import { useLatest } from '../../../components/use-latest.ts'
import { findDataDays, reportRange } from '../../../project/data-range.ts'
import type { KnownFormula } from './use-formula.ts'

/** The figures of a formula by day or by the items of another dimension, in a range that can be chosen. */
export function useFormulaFigures({ text, view, asked, fault }: KnownFormula) {
  const [range, setRange] = useState<RangeChoice>('all')
  const [dimension, setDimension] = useState('day')
  const { data: views } = useQuery(dataViewsQuery)
  const found = views?.find(({ id }) => id === view)
  const { data: status } = useQuery({
    ...connectionStatusQuery(found?.connection ?? ''),
    enabled: found !== undefined,
  })
  const times = status ?? { firstTime: null, lastTime: null }
  const { data, error, isPlaceholderData } = useQuery(
    formulaFiguresQuery({
      text: status === undefined ? '' : asked,
      dataView: view ?? '',
      dimension,
      dateRange: reportRange(range, times),
      dataVersion: status?.dataVersion ?? null,
    }),
  )
  return {
    preview: useLatest(data),
    isStale: isPlaceholderData || asked !== text || error !== null || fault !== null,
    range,
    setRange,
    dimension,
    setDimension,
    dataDays: findDataDays(times, found?.timeZone ?? 'UTC'),
  }
}
