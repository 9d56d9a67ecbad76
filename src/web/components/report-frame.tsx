import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { ProgressBar } from '@react-spectrum/s2/ProgressBar'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'
import type { ResultMeta } from '../../model/result.ts'
import { texts } from '../texts.ts'
import { printFigure } from './figures.ts'
import { ProblemNotice } from './problem-notice.tsx'
import { SkeletonRows } from './skeleton-rows.tsx'
import type { Report } from './use-report.ts'
import { useLate } from './use-late.ts'

interface ReportFrameProps<T> {
  readonly report: Report<T> | null
  /** What stands where nothing is asked yet. */
  readonly unasked?: ReactNode
  readonly children: (result: T) => ReactNode
}

/** A report in all its states: loading, wrong, cancelled, outdated (dimmed) or there. */
export function ReportFrame<T extends { readonly meta: ResultMeta }>({
  report,
  unasked,
  children,
}: ReportFrameProps<T>) {
  return report === null ? unasked : <Asked report={report}>{children}</Asked>
}

interface AskedProps<T> {
  readonly report: Report<T>
  readonly children: (result: T) => ReactNode
}

function Asked<T extends { readonly meta: ResultMeta }>({ report, children }: AskedProps<T>) {
  const { result, error, isRunning, isOutdated, isCancelled, run, cancel } = report
  const isLate = useLate(isRunning)
  if (error && !isRunning) return <ProblemNotice error={error} onRetry={run} />
  return (
    <div aria-busy={isRunning} className={style({ display: 'grid', gap: 8, minWidth: 0 })}>
      {isLate && <Running onCancel={cancel} />}
      {isCancelled && <Cancelled onRun={run} />}
      {result === undefined && !isCancelled && <SkeletonRows />}
      {result !== undefined && (
        <div className={content({ isOutdated })}>
          {children(result)}
          <Facts meta={result.meta} />
        </div>
      )}
    </div>
  )
}

function Running({ onCancel }: { readonly onCancel: () => void }) {
  return (
    <div className={bar}>
      <ProgressBar size="S" isIndeterminate label={texts.report.running} />
      <ActionButton size="S" onPress={onCancel}>
        {texts.report.cancel}
      </ActionButton>
    </div>
  )
}

function Cancelled({ onRun }: { readonly onRun: () => void }) {
  return (
    <div className={bar}>
      <span>{texts.report.cancelled}</span>
      <ActionButton size="S" onPress={onRun}>
        {texts.report.runAgain}
      </ActionButton>
    </div>
  )
}

/** What was read for the answer, and how long it took. */
function Facts({ meta }: { readonly meta: ResultMeta }) {
  return (
    <footer className={style({ font: 'ui-xs', color: 'neutral-subdued' })} role="status">
      {texts.report.facts(printFigure(meta.events), printFigure(meta.people), elapsed(meta))}
      {meta.warnings.map((warning) => (
        <div key={warning}>{warning}</div>
      ))}
    </footer>
  )
}

const elapsed = ({ elapsedMs }: ResultMeta): string =>
  elapsedMs < 1000
    ? texts.report.milliseconds(printFigure(Math.max(1, Math.round(elapsedMs))))
    : texts.report.seconds(printFigure(elapsedMs / 1000))

const bar = style({
  display: 'flex',
  alignItems: 'center',
  gap: 16,
  font: 'ui-sm',
  color: 'neutral',
})
const content = style({
  display: 'grid',
  gap: 12,
  minWidth: 0,
  opacity: { default: 1, isOutdated: 0.5 },
  transition: 'opacity',
})
