import { Picker, PickerItem } from '@react-spectrum/s2/Picker'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ConnectionStatus } from '../../../model/answers/connections.ts'
import type { ComponentList } from '../../../model/answers/data-views.ts'
import type { DataViewDocument } from '../../api/index.ts'
import { DateRangeField } from '../../components/date-range-field.tsx'
import { printFigure, printInstant } from '../../components/figures.ts'
import { SegmentPicker } from '../../components/segment-picker.tsx'
import { texts } from '../../texts.ts'
import type { ExploreState } from './explore-state.ts'

interface PanelHeaderProps {
  readonly dataView: DataViewDocument
  readonly dataViews: readonly DataViewDocument[]
  readonly state: ExploreState
  readonly status: ConnectionStatus
  readonly components: ComponentList
  readonly dataDays: { readonly start: string; readonly end: string }
  readonly onChange: (change: Partial<ExploreState>) => void
  readonly onOpen: (dataView: string) => void
}

/** What holds for every visualization of the panel: data view, date range, segments. */
export function PanelHeader(props: PanelHeaderProps) {
  const { dataView, dataViews, state, status, components, dataDays, onChange, onOpen } = props
  return (
    <section aria-label={texts.explore.panel} className={bar}>
      <Picker
        label={texts.explore.dataView}
        size="S"
        value={dataView.id}
        onChange={(view) => onOpen(String(view))}
        styles={style({ width: 176 })}
      >
        {dataViews.map(({ id, name = id }) => (
          <PickerItem key={id} id={id}>
            {name}
          </PickerItem>
        ))}
      </Picker>
      <DateRangeField
        value={state.range ?? 'all'}
        dateRanges={components.dateRanges}
        dataDays={dataDays}
        onChange={(range) => onChange({ range })}
      />
      <SegmentPicker
        label={texts.explore.segments}
        components={components}
        value={state.segments ?? []}
        onChange={(segments) => onChange({ segments })}
      />
      <span className={facts}>
        {texts.explore.facts(
          printFigure(status.events),
          printFigure(status.people),
          printInstant(status.lastTime, dataView.timeZone),
        )}
      </span>
    </section>
  )
}

const bar = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: 16 })
const facts = style({
  font: 'ui-xs',
  color: 'neutral-subdued',
  marginStart: { default: 0, lg: 'auto' },
  paddingBottom: 8,
})
