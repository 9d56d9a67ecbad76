import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { PanelDocument } from '../../../model/projects/document.ts'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { DateRangeField } from '../../components/date-range-field.tsx'
import { type Comparison, findComparison } from '../../project/comparison-range.ts'
import { findPanel, setPanel, setVisualization } from '../../project/project-patches.ts'
import { storedRequest } from '../../project/stored-request.ts'
import { texts } from '../../texts/index.ts'
import { useProjectPage } from './project-page.ts'
import { readPanel, type ReadyPanel } from './use-panel-data.ts'
import { settingsOf } from './linked-cells.ts'
import { findKind } from './use-visualization.ts'

interface ComparisonFieldProps {
  readonly panel: PanelDocument
  readonly data: ReadyPanel
}

type Choice = keyof typeof texts.panel.comparisons

/** What the figures of a panel are compared with. */
export function ComparisonField({ panel, data }: ComparisonFieldProps) {
  const { comparison } = readPanel(panel)
  const change = useChangeComparison(panel, data)
  const chosen = comparison?.with
  const value: Choice =
    chosen === undefined ? 'none' : typeof chosen === 'string' ? chosen : 'range'
  const choose = (choice: Choice) => {
    if (choice === 'none') change(undefined)
    else if (choice === 'range') change({ with: { dateRange: 'last-year' } })
    else change({ with: choice })
  }
  return (
    <div className={style({ display: 'flex', alignItems: 'center', gap: 8, flexWrap: 'wrap' })}>
      <ChoicePicker
        label={texts.panel.comparison}
        isLabelHidden
        value={value}
        choices={texts.panel.comparisons}
        onChange={choose}
      />
      {typeof chosen === 'object' && (
        <DateRangeField
          value={chosen.dateRange}
          label={texts.panel.comparison}
          isLabelHidden
          hasAll={false}
          dateRanges={data.components.dateRanges}
          dataDays={data.dataDays}
          onChange={(dateRange) => change({ with: { dateRange } })}
        />
      )}
    </div>
  )
}

/** What visualizations ask says what they are compared with: it changes with the panel. */
function useChangeComparison(panel: PanelDocument, { context, namedRanges }: ReadyPanel) {
  const { edit } = useProjectPage()
  return (next: Comparison | undefined) =>
    edit(
      (document) => {
        const range = findComparison(context.dateRange, next, namedRanges)
        const compared = { ...context, comparison: range }
        return [
          ...setPanel(document, panel.id, { comparison: next }),
          ...(findPanel(document, panel.id)?.visualizations ?? []).flatMap((each) => {
            const kind = findKind(each['type'])
            if (kind === undefined) return []
            const request = storedRequest(kind.request(settingsOf(panel, each), compared))
            return setVisualization(document, panel.id, each.id, { request })
          }),
        ]
      },
      { note: texts.panel.comparison },
    )
}
