import { NumberField } from '@react-spectrum/s2/NumberField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import type { Named } from '../../../model/answers/data-views.ts'
import { type AudienceDocument, connectionStatusQuery, dataViewsQuery } from '../../api/index.ts'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { Controls } from '../../components/controls.tsx'
import { DateRangeField } from '../../components/date-range-field.tsx'
import { findDataDays } from '../../project/data-range.ts'
import { texts } from '../../texts/index.ts'

interface WindowFieldsProps {
  readonly document: AudienceDocument
  readonly dateRanges: readonly Named[]
  readonly onChange: (part: Partial<AudienceDocument>) => void
}

type WindowKind = keyof typeof texts.audiences.windows

const DEFAULT_DAYS = 30

/** The events that count: all, those of the last days, or those of a range. */
export function WindowFields({ document, dateRanges, onChange }: WindowFieldsProps) {
  const { lookbackDays, dateRange } = document
  const dataDays = useDataDays(document.dataView)
  const kind: WindowKind =
    lookbackDays !== undefined ? 'lookback' : dateRange !== undefined ? 'range' : 'all'
  const choose = (next: WindowKind) =>
    onChange({
      lookbackDays: next === 'lookback' ? DEFAULT_DAYS : undefined,
      dateRange: next === 'range' ? 'last-30-days' : undefined,
    })
  return (
    <Controls>
      <ChoicePicker
        label={texts.audiences.window}
        value={kind}
        choices={texts.audiences.windows}
        onChange={choose}
      />
      {lookbackDays !== undefined && (
        <NumberField
          label={texts.audiences.days}
          size="S"
          minValue={0.01}
          maxValue={36_600}
          value={lookbackDays}
          onChange={(days) => Number.isFinite(days) && onChange({ lookbackDays: days })}
          styles={style({ width: 112 })}
        />
      )}
      {dateRange !== undefined && dataDays !== undefined && (
        <DateRangeField
          hasAll={false}
          value={dateRange}
          dateRanges={dateRanges}
          dataDays={dataDays}
          onChange={(range) => onChange({ dateRange: range })}
        />
      )}
    </Controls>
  )
}

/** The first and last day with data; undefined until they are known. */
function useDataDays(id: string) {
  const { data: dataViews = [] } = useQuery(dataViewsQuery)
  const view = dataViews.find((each) => each.id === id)
  const { data: status } = useQuery({
    ...connectionStatusQuery(view?.connection ?? ''),
    enabled: view !== undefined,
  })
  return status && findDataDays(status, view?.timeZone ?? 'UTC')
}
