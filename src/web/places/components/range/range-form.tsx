import { useQuery } from '@tanstack/react-query'
import type { DateRangeBounds } from '../../../../model/date-ranges.ts'
import {
  dateRangePresets,
  type DateRangePresetName,
  isDateRangePreset,
} from '../../../../model/date-range-presets.ts'
import { dataViewsQuery, dateRangePreviewQuery } from '../../../api/index.ts'
import { Card } from '../../../components/card.tsx'
import { RangeMenu } from '../../../components/date-range-field.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { ProblemNotice } from '../../../components/problem-notice.tsx'
import { SkeletonRows } from '../../../components/skeleton-rows.tsx'
import { HelpButton } from '../../../help/help-button.tsx'
import { texts } from '../../../texts/index.ts'
import { AboutFields } from '../about-fields.tsx'
import { editorColumn, editorColumns } from '../editor-styles.ts'
import { EndFields } from './end-fields.tsx'
import { RangeDays } from './range-days.tsx'
import type { RangeDocument } from './range-document.ts'
import { RangeWords } from './range-words.tsx'

interface RangeFormProps {
  readonly document: RangeDocument
  readonly view: string | undefined
  readonly onChange: (change: Partial<RangeDocument>) => void
  /** Whether the name is among the fields. */
  readonly isNamed?: boolean
}

/** The ends of a date range, and the days that it covers now. */
export function RangeForm({ document, view, onChange, isNamed = false }: RangeFormProps) {
  const { data: views } = useQuery(dataViewsQuery)
  const dataView = views?.find(({ id }) => id === view)
  const { start, end } = document
  const { data: preview, error } = useQuery({
    ...dateRangePreviewQuery({ start, end }, view ?? ''),
    enabled: view !== undefined,
  })
  const today = new Date().toISOString().slice(0, 10)
  const days = preview ?? { firstDay: today, lastDay: today }
  return (
    <div className={editorColumns}>
      <div className={editorColumn}>
        <Card title={texts.range.ends} actions={<HelpButton page="dates" />}>
          <PresetPicker bounds={{ start, end }} onChange={onChange} />
          <EndFields
            side="start"
            value={start}
            days={days}
            onChange={(next) => onChange({ start: next })}
          />
          <EndFields
            side="end"
            value={end}
            days={days}
            onChange={(next) => onChange({ end: next })}
          />
        </Card>
        <Card title={texts.range.about}>
          <AboutFields document={document} onChange={onChange} isNamed={isNamed} />
        </Card>
      </div>
      <Card title={texts.range.covers}>
        {error && <ProblemNotice error={error} />}
        {!error && !preview && (views?.length === 0 ? <NoView /> : <SkeletonRows />)}
        {!error && preview && dataView && (
          <>
            <RangeWords preview={preview} dataView={dataView} />
            <RangeDays
              bounds={{ start, end }}
              preview={preview}
              calendar={dataView.calendar}
              onChange={onChange}
            />
          </>
        )}
      </Card>
    </div>
  )
}

const NoView = () => (
  <EmptyState title={texts.saved.noDataView}>{texts.range.noViewHint}</EmptyState>
)

interface PresetPickerProps {
  readonly bounds: DateRangeBounds
  readonly onChange: (bounds: DateRangeBounds) => void
}

/** Takes the ends of a range that everybody has. */
function PresetPicker({ bounds, onChange }: PresetPickerProps) {
  const names = Object.keys(dateRangePresets) as DateRangePresetName[]
  const same = names.find((name) => isSame(dateRangePresets[name], bounds))
  return (
    <RangeMenu
      label={texts.range.preset}
      isLabelHidden={false}
      hasAll={false}
      value={same ?? 'custom'}
      dateRanges={[]}
      onChoose={(name) => {
        if (!isDateRangePreset(name)) return
        const { start, end } = dateRangePresets[name]
        onChange({ start, end })
      }}
    />
  )
}

const isSame = (one: DateRangeBounds, other: DateRangeBounds): boolean =>
  JSON.stringify([one.start, one.end]) === JSON.stringify([other.start, other.end])
