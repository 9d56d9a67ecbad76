import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { FormulaPreview } from '../../../../model/answers/previews.ts'
import { Sparkline } from '../../../charts/sparkline.tsx'
import { Card } from '../../../components/card.tsx'
import { DataTable } from '../../../components/data-table.tsx'
import { dimensionGroups } from '../../../components/component-groups.ts'
import { ComponentPicker } from '../../../components/component-picker.tsx'
import { Controls } from '../../../components/controls.tsx'
import { DateRangeField } from '../../../components/date-range-field.tsx'
import { printFigure } from '../../../components/figures.ts'
import { printItem } from '../../../components/item-text.ts'
import { texts } from '../../../texts/index.ts'
import type { MetricDocument } from './metric-document.ts'
import type { KnownFormula } from './use-formula.ts'
import { useFormulaFigures } from './use-formula-figures.ts'

interface MetricPreviewProps {
  readonly formula: KnownFormula
  readonly document: MetricDocument
}

/** Rows that are shown: the latest days, or the first items. */
const SHOWN = 10

/** The metric’s total, and its figures by day or by item. */
export function MetricPreview({ formula, document }: MetricPreviewProps) {
  const figures = useFormulaFigures(formula)
  const { preview, isStale, range, setRange, dataDays, dimension, setDimension } = figures
  const { format } = document
  const isEmpty = formula.text.trim() === '' || (preview === undefined && formula.fault !== null)
  return (
    <Card title={texts.metric.preview}>
      <Controls>
        <DateRangeField
          label={texts.metric.range}
          isLabelHidden
          value={range}
          dateRanges={[]}
          dataDays={dataDays}
          onChange={setRange}
        />
        {formula.components && (
          <ComponentPicker
            label={texts.metric.by}
            groups={dimensionGroups(formula.components)}
            value={dimension}
            onChange={setDimension}
          />
        )}
      </Controls>
      {isEmpty && <p className={quiet}>{texts.metric.waiting}</p>}
      {!isEmpty && preview !== undefined && (
        <div className={answer({ isStale })} aria-busy={isStale}>
          <span className={quiet}>{texts.metric.total}</span>
          <strong className={total}>{printFigure(preview.total, format)}</strong>
          <Rows preview={preview} document={document} dimension={preview.dimension} />
        </div>
      )}
    </Card>
  )
}

interface RowsProps {
  readonly preview: FormulaPreview
  readonly document: MetricDocument
  readonly dimension: string
}

function Rows({ preview, document, dimension }: RowsProps) {
  const { format, name = document.id } = document
  const isDays = dimension === 'day'
  const items = preview.items ?? []
  const days = isDays ? items.toSorted((a, b) => (String(a.item) < String(b.item) ? -1 : 1)) : items
  return (
    <>
      {isDays && (
        <Sparkline
          label={texts.metric.lineOf(name === '' ? texts.metric.title : name)}
          values={days.map(({ value }) => value)}
          height={96}
        />
      )}
      <DataTable
        label={texts.metric.preview}
        rows={isDays ? days.slice(-SHOWN).toReversed() : items.slice(0, SHOWN)}
        keyOf={({ item }) => String(item)}
        columns={[
          {
            name: isDays ? texts.metric.day : texts.metric.item,
            cell: ({ item, label }) => printItem(item, dimension, label),
          },
          {
            name: texts.metric.value,
            isNumber: true,
            cell: ({ value }) => printFigure(value, format),
          },
        ]}
      />
      {!isDays && (preview.count ?? 0) > SHOWN && (
        <span className={quiet}>{texts.metric.shown(SHOWN, preview.count ?? 0)}</span>
      )}
    </>
  )
}

const answer = style({ display: 'grid', gap: 8, opacity: { default: 1, isStale: 0.5 } })
const quiet = style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })
const total = style({ font: 'title-xl', color: 'neutral', fontVariantNumeric: 'tabular-nums' })
