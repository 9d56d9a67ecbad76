import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'
import type { FalloutResult, FalloutStepResult } from '../../../query/reports/fallout/request.ts'
import { printDuration, printFigure, printPercent } from '../../components/figures.ts'
import { texts } from '../../texts.ts'

interface FalloutBarsProps {
  readonly result: FalloutResult
  readonly nameOfSeries: (segment: string | null) => string
  /** What can be changed about a step; `index` counts the steps without the baseline. */
  readonly renderStep: (index: number) => ReactNode
  readonly renderGap: (index: number) => ReactNode
}

const seriesColors = ['#4b75ff', '#d3540b', '#0f8f72', '#9d4edd', '#b8860b', '#c2185b']

/** One block per step with a bar per series; between them what was lost and how long it took. */
export function FalloutBars({ result, nameOfSeries, renderStep, renderGap }: FalloutBarsProps) {
  const { series } = result
  const stepCount = series[0]?.steps.length ?? 0
  const names = series.map(({ segment }) => nameOfSeries(segment))
  return (
    <div className={style({ display: 'grid', gap: 8 })}>
      {series.length > 1 && <Legend names={names} />}
      <ol aria-label={texts.fallout.steps} className={list}>
        {Array.from({ length: stepCount }, (_, k) => (
          <li key={k} className={style({ display: 'grid', gap: 4 })}>
            {k > 1 && renderGap(k - 1)}
            <div className={head}>
              <strong className={style({ font: 'ui', fontWeight: 'bold', flexGrow: 1 })}>
                {k === 0 ? texts.fallout.baseline : `${k}. ${series[0]?.steps[k]?.name}`}
              </strong>
              {k > 0 && renderStep(k - 1)}
            </div>
            {series.map(({ steps }, s) => {
              const step = steps[k]
              return (
                step && <StepBar key={names[s]} step={step} color={colorOf(s)} isFirst={k === 0} />
              )
            })}
          </li>
        ))}
      </ol>
      <p className={style({ font: 'ui-xs', color: 'neutral-subdued', margin: 0 })}>{result.rule}</p>
    </div>
  )
}

const colorOf = (series: number): string => seriesColors[series % seriesColors.length]!

function Legend({ names }: { readonly names: readonly string[] }) {
  return (
    <ul aria-label={texts.fallout.legend} className={legend}>
      {names.map((name, s) => (
        <li key={name} className={style({ display: 'flex', alignItems: 'center', gap: 4 })}>
          <svg width="12" height="12" aria-hidden="true">
            <rect width="12" height="12" rx="3" fill={colorOf(s)} />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  )
}

interface StepBarProps {
  readonly step: FalloutStepResult
  readonly color: string
  readonly isFirst: boolean
}

function StepBar({ step, color, isFirst }: StepBarProps) {
  const { count, ofTotal, fallout, ofPrevious, secondsFromPrevious } = step
  const lost = ofPrevious === null ? null : 1 - ofPrevious
  return (
    <div className={style({ display: 'grid', gap: 4 })}>
      <svg width="100%" height="22" aria-hidden="true" className={style({ display: 'block' })}>
        <rect width="100%" height="22" rx="4" className={style({ fill: 'gray-100' })} />
        <rect width={`${(ofTotal ?? 0) * 100}%`} height="22" rx="4" fill={color} />
      </svg>
      <div className={numbers}>
        <span className={style({ fontWeight: 'bold', color: 'neutral' })}>
          {printFigure(count)}
        </span>
        <span>{texts.fallout.ofTotal(printPercent(ofTotal))}</span>
        {!isFirst && <span>{texts.fallout.lost(printFigure(fallout), printPercent(lost))}</span>}
        {!isFirst && secondsFromPrevious !== null && secondsFromPrevious.median !== null && (
          <span>{texts.fallout.median(printDuration(secondsFromPrevious.median))}</span>
        )}
      </div>
    </div>
  )
}

const list = style({ display: 'grid', gap: 12, margin: 0, padding: 0, listStyleType: 'none' })
const head = style({
  display: 'flex',
  alignItems: 'center',
  gap: 4,
  minHeight: 24,
  color: 'neutral',
})
const legend = style({
  display: 'flex',
  gap: 16,
  flexWrap: 'wrap',
  margin: 0,
  padding: 0,
  listStyleType: 'none',
  font: 'ui-sm',
  color: 'neutral',
})
const numbers = style({
  display: 'flex',
  flexWrap: 'wrap',
  columnGap: 16,
  rowGap: 4,
  font: 'ui-sm',
  color: 'neutral-subdued',
  fontVariantNumeric: 'tabular-nums',
})
