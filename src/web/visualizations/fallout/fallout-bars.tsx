import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'
import type { FalloutResult, FalloutStepResult } from '../../../query/reports/fallout/request.ts'
import { categoryColor } from '../../charts/palette.ts'
import { printDuration, printFigure, printPercent } from '../../components/figures.ts'
import { MarkText } from '../../components/mark-text.tsx'
import { texts } from '../../texts/index.ts'

interface FalloutBarsProps {
  readonly result: FalloutResult
  /** Whether all, who are in front of the first step, are shown. */
  readonly hasAll: boolean
  readonly nameOfSeries: (series: FalloutResult['series'][number]) => string
  /** What can be changed about a step; `index` counts the steps without the baseline. */
  readonly renderStep: (index: number) => ReactNode
  readonly renderGap: (index: number) => ReactNode
  /** Whether it is known who was lost before a step (from 1). */
  readonly hasLost: (step: number) => boolean
  /** Acts on those who came to a step (from 1) of a series, or on those who were lost before it. */
  readonly onAct?: ((step: FalloutMark, element: Element) => void) | undefined
}

/** Who came to a step, or was lost before it. */
export interface FalloutMark {
  readonly step: number
  readonly series: number
  readonly isLost: boolean
  readonly name: string
  readonly count: number
}

/** One block per step with a bar per series; between them what was lost and how long it took. */
export function FalloutBars({
  result,
  hasAll,
  nameOfSeries,
  renderStep,
  renderGap,
  hasLost,
  onAct,
}: FalloutBarsProps) {
  const { series } = result
  const stepCount = series[0]?.steps.length ?? 0
  const names = series.map(nameOfSeries)
  return (
    <div className={style({ display: 'grid', gap: 8 })}>
      {series.length > 1 && <Legend names={names} />}
      <RuleCaptions result={result} />
      <ol aria-label={texts.fallout.steps} className={list}>
        {Array.from({ length: stepCount }, (_, k) => k)
          .slice(hasAll ? 0 : 1)
          .map((k) => (
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
                  step && (
                    <StepBar
                      // biome-ignore lint/suspicious/noArrayIndexKey: a series is where it is
                      key={s}
                      step={step}
                      color={categoryColor(s)}
                      isFirst={k === 0}
                      {...(onAct !== undefined && {
                        onAct: (isLost: boolean, element: Element) => {
                          const count = isLost ? step.fallout : step.count
                          const { name } = step
                          onAct({ step: k, series: s, isLost, name, count: count ?? 0 }, element)
                        },
                        hasLost: hasLost(k),
                      })}
                    />
                  )
                )
              })}
            </li>
          ))}
      </ol>
      <LargestLoss steps={series[0]?.steps ?? []} />
    </div>
  )
}

function Legend({ names }: { readonly names: readonly string[] }) {
  return (
    <ul aria-label={texts.fallout.legend} className={legend}>
      {names.map((name, s) => (
        <li key={name} className={style({ display: 'flex', alignItems: 'center', gap: 4 })}>
          <svg width="12" height="12" aria-hidden="true">
            <rect width="12" height="12" rx="3" style={{ fill: categoryColor(s) }} />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  )
}

/** What each of the other rules says, whole. */
function RuleCaptions({ result: { series } }: Pick<FalloutBarsProps, 'result'>) {
  const rules = new Map(
    series.flatMap(({ ruleName, rule }) => (ruleName && rule ? [[ruleName, rule]] : [])),
  )
  if (rules.size === 0) return null
  return (
    <dl aria-label={texts.fallout.otherRules} className={captions}>
      {[...rules].map(([name, rule]) => (
        <div key={name}>
          <dt className={style({ display: 'inline', fontWeight: 'bold' })}>{name}: </dt>
          <dd className={style({ display: 'inline', margin: 0 })}>{rule}</dd>
        </div>
      ))}
    </dl>
  )
}

interface LargestLossProps {
  readonly steps: readonly FalloutStepResult[]
}

/** Where most are lost, in words. */
function LargestLoss({ steps }: LargestLossProps) {
  const losing = steps.filter((step, k) => k > 0 && step.fallout > 0)
  const worst = losing.reduce<FalloutStepResult | undefined>(
    (most, step) => (most === undefined || step.fallout > most.fallout ? step : most),
    undefined,
  )
  if (worst === undefined) return null
  const lost = worst.ofPrevious === null ? null : 1 - worst.ofPrevious
  return (
    <p className={lossLine}>
      {texts.fallout.mostLost(printFigure(worst.fallout), worst.name, printPercent(lost))}
    </p>
  )
}

interface StepBarProps {
  readonly step: FalloutStepResult
  readonly color: string
  readonly isFirst: boolean
  readonly onAct?: (isLost: boolean, element: Element) => void
  /** Whether those who were lost before it can be acted on. */
  readonly hasLost?: boolean
}

function StepBar({ step, color, isFirst, onAct, hasLost = false }: StepBarProps) {
  const { count, ofTotal, fallout, ofPrevious, secondsFromPrevious } = step
  const lost = ofPrevious === null ? null : 1 - ofPrevious
  return (
    <div className={style({ display: 'grid', gap: 4 })}>
      <svg width="100%" height="22" aria-hidden="true" className={style({ display: 'block' })}>
        <rect width="100%" height="22" rx="4" className={style({ fill: 'gray-100' })} />
        <rect width={`${(ofTotal ?? 0) * 100}%`} height="22" rx="4" style={{ fill: color }} />
      </svg>
      <div className={numbers}>
        <span className={style({ fontWeight: 'bold', color: 'neutral' })}>
          <MarkText onAct={onAct && ((element) => onAct(false, element))}>
            {printFigure(count)}
          </MarkText>
        </span>
        <span>{texts.fallout.ofTotal(printPercent(ofTotal))}</span>
        {!isFirst && (
          <MarkText onAct={hasLost && onAct ? (element) => onAct(true, element) : undefined}>
            {texts.fallout.lost(printFigure(fallout), printPercent(lost))}
          </MarkText>
        )}
        {!isFirst && secondsFromPrevious !== null && secondsFromPrevious.median !== null && (
          <span>{texts.fallout.median(printDuration(secondsFromPrevious.median))}</span>
        )}
      </div>
    </div>
  )
}

const captions = style({
  display: 'grid',
  gap: 4,
  margin: 0,
  font: 'ui-xs',
  color: 'neutral-subdued',
})
const lossLine = style({
  font: 'ui-sm',
  color: 'neutral',
  backgroundColor: 'negative-200',
  borderRadius: 'sm',
  paddingX: 12,
  paddingY: 8,
  margin: 0,
})
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
  alignItems: 'baseline',
  flexWrap: 'wrap',
  columnGap: 16,
  rowGap: 4,
  font: 'ui-sm',
  color: 'neutral-subdued',
  fontVariantNumeric: 'tabular-nums',
})
