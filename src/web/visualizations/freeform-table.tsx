import { Switch } from '@react-spectrum/s2/Switch'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { FreeformResult } from '../../query/reports/freeform/request.ts'
import { ChoicePicker } from '../components/choice-picker.tsx'
import { dimensionGroups, metricGroups } from '../components/component-groups.ts'
import { ComponentAdder, ComponentPicker } from '../components/component-picker.tsx'
import { Controls } from '../components/controls.tsx'
import { DelayedSearch } from '../components/delayed-search.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Pages } from '../components/pages.tsx'
import { ReportFrame } from '../components/report-frame.tsx'
import { texts } from '../texts.ts'
import { FreeformGrid } from './freeform/freeform-grid.tsx'
import {
  areTimes,
  type FreeformSettings,
  buildFreeformRequest,
  readFreeformSettings,
  rowsPerPage,
} from './freeform/freeform-settings.ts'
import {
  defineVisualization,
  type SettingsProps,
  type VisualizationProps,
} from './visualization.ts'

export const freeformTable = defineVisualization({
  kind: 'freeform',
  label: texts.freeform.title,
  description: texts.freeform.description,
  read: readFreeformSettings,
  request: (settings, context) =>
    settings.columns.length === 0 ? null : buildFreeformRequest(settings, context),
  Component: FreeformTable,
})

type Props = VisualizationProps<FreeformResult, FreeformSettings>

function FreeformTable({ report, ...props }: Props) {
  return (
    <div className={style({ display: 'grid', gap: 12, minWidth: 0 })}>
      <TableControls {...props} />
      <ReportFrame
        report={report}
        unasked={
          <EmptyState title={texts.freeform.noColumns}>{texts.freeform.addColumns}</EmptyState>
        }
      >
        {(result) => (
          <>
            <FreeformGrid {...props} result={result} />
            <Pages
              page={props.settings.page}
              rowsPerPage={rowsPerPage}
              rowCount={result.rowCount}
              onPage={(page) => props.onChange({ ...props.settings, page })}
            />
          </>
        )}
      </ReportFrame>
    </div>
  )
}

function TableControls({ settings, onChange, context }: SettingsProps<FreeformSettings>) {
  const { components } = context
  const unused = metricGroups(components).map(({ name, choices }) => ({
    name,
    choices: choices.filter(({ id }) => !settings.columns.includes(id)),
  }))
  const changeRows = (rows: string) => {
    const { sort: _, ...rest } = settings
    onChange({ ...rest, rows, page: 0, breakdowns: [], search: '' })
  }
  return (
    <Controls>
      <ComponentPicker
        label={texts.freeform.rows}
        groups={dimensionGroups(components)}
        value={settings.rows}
        onChange={changeRows}
      />
      <ComponentAdder
        label={texts.freeform.columns}
        placeholder={texts.freeform.addColumn}
        groups={unused.filter(({ choices }) => choices.length > 0)}
        onAdd={(id) => onChange({ ...settings, columns: [...settings.columns, id] })}
      />
      <DelayedSearch
        label={texts.freeform.search}
        value={settings.search}
        onChange={(search) => onChange({ ...settings, search, page: 0 })}
      />
      {areTimes(settings) && (
        <ChoicePicker
          label={texts.keyMetric.trendLine}
          value={settings.trendLine}
          choices={texts.keyMetric.trendLines}
          onChange={(trendLine) => onChange({ ...settings, trendLine })}
        />
      )}
      <Switch
        size="S"
        isSelected={settings.percent}
        onChange={(percent) => onChange({ ...settings, percent })}
      >
        {texts.freeform.percent}
      </Switch>
    </Controls>
  )
}
