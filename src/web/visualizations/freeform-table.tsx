import { useRef } from 'react'
import type { FreeformResult } from '../../query/reports/freeform/request.ts'
import { EmptyState } from '../components/empty-state.tsx'
import { ReportFrame } from '../components/report-frame.tsx'
import { texts } from '../texts/index.ts'
import { FreeformSettingsForm } from './freeform/form/settings-form.tsx'
import { acceptDrop, freeformZones } from './freeform/drops.ts'
import { readFreeformSettings } from './freeform/read-freeform.ts'
import { buildTableRequest, listBreakdownRequests } from './freeform/requests.ts'
import type { FreeformSettings } from './freeform/settings.ts'
import { TableGrid } from './freeform/table-grid.tsx'
import { defineVisualization, type VisualizationProps } from './visualization.ts'

export const freeformTable = defineVisualization({
  type: 'freeform',
  label: texts.freeform.title,
  description: texts.freeform.description,
  size: { width: 7, height: 8 },
  read: readFreeformSettings,
  request: (settings, context) =>
    settings.columns.length === 0 ? null : buildTableRequest(settings, context),
  opened: listBreakdownRequests,
  Draw: FreeformTable,
  Settings: FreeformSettingsForm,
  zones: freeformZones,
  accepts: acceptDrop,
})

type Props = VisualizationProps<FreeformResult, FreeformSettings>

/** Until the next answer is there, the previous one is shown as it was asked for: under its own heads. */
function FreeformTable({ report, settings, context, onChange, mode }: Props) {
  const answered = useRef({ settings, context })
  if (report !== null && report.result !== undefined && !report.isOutdated) {
    answered.current = { settings, context }
  }
  const isOutdated = report?.isOutdated ?? false
  return (
    <ReportFrame
      report={report}
      unasked={
        <EmptyState title={texts.freeform.noColumns}>{texts.freeform.addColumns}</EmptyState>
      }
    >
      {(result) => (
        <TableGrid
          {...(isOutdated ? answered.current : { settings, context })}
          onChange={onChange}
          result={result}
          mode={mode}
        />
      )}
    </ReportFrame>
  )
}
