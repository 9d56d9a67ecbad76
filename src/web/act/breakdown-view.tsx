import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import type { FreeformResult } from '../../query/reports/freeform/request.ts'
import { dimensionGroups } from '../components/component-groups.ts'
import { ComponentPicker } from '../components/component-picker.tsx'
import { printFigure } from '../components/figures.ts'
import { printItem } from '../components/item-text.ts'
import { ProblemNotice } from '../components/problem-notice.tsx'
import { SkeletonRows } from '../components/skeleton-rows.tsx'
import { useReport } from '../components/use-report.ts'
import { texts } from '../texts/index.ts'
import { firstDimension } from '../visualizations/read-settings.ts'
import type { ActedMark } from './acting.ts'
import { breakDownNumber } from './number-request.ts'

/** The items of a dimension behind a number, the largest first. */
export function BreakdownView({ acted: { mark, panel } }: { readonly acted: ActedMark }) {
  const { components, dataVersion } = panel.context
  const [dimension, setDimension] = useState(() => firstDimension(components))
  const { result, error, run } = useReport<FreeformResult>(
    breakDownNumber(mark, dimension),
    dataVersion,
  )
  return (
    <>
      <ComponentPicker
        label={texts.act.byDimension}
        groups={dimensionGroups(components)}
        value={dimension}
        onChange={setDimension}
      />
      {error !== null && <ProblemNotice error={error} onRetry={run} />}
      {result === undefined ? (
        error === null && <SkeletonRows />
      ) : (
        <Rows result={result} dimension={dimension} />
      )}
    </>
  )
}

function Rows({
  result: { rows, rowCount, columns },
  dimension,
}: {
  readonly result: FreeformResult
  readonly dimension: string
}) {
  const most = Math.max(...rows.map(({ values }) => Math.abs(values[0] ?? 0)), Number.MIN_VALUE)
  const format = columns[0]?.format
  return (
    <>
      <ul className={list}>
        {rows.map(({ item, label, values: [value = null] }) => (
          <li key={String(item)} className={row}>
            <span className={style({ overflowWrap: 'anywhere' })}>
              {printItem(item, dimension, label)}
            </span>
            <span className={figure}>{printFigure(value, format)}</span>
            <span
              aria-hidden
              className={bar}
              style={{ width: `${(Math.abs(value ?? 0) / most) * 100}%` }}
            />
          </li>
        ))}
      </ul>
      {rowCount > rows.length && (
        <p className={style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })}>
          {texts.act.others(rowCount - rows.length)}
        </p>
      )}
    </>
  )
}

const list = style({ listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: 8 })
const row = style({
  display: 'grid',
  gridTemplateColumns: ['1fr', 'auto'],
  columnGap: 8,
  rowGap: 2,
  font: 'ui-sm',
  color: 'neutral',
})
const figure = style({ fontVariantNumeric: 'tabular-nums' })
const bar = style({ gridColumnStart: 1, gridColumnEnd: -1, height: 2, backgroundColor: 'accent' })
