import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { ProgressBar } from '@react-spectrum/s2/ProgressBar'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { type ReactNode, use } from 'react'
import type { ResultMeta } from '../../model/result.ts'
import { texts } from '../texts/index.ts'
import { printFigure } from './figures.ts'
import { AreFactsTold, ReportCaption } from './report-caption.ts'
import { ProblemNotice } from './problem-notice.tsx'
import { SkeletonRows } from './skeleton-rows.tsx'
import type { Report } from './use-report.ts'
import { useLate } from './use-late.ts'
import { WarningLines } from './warning-lines.tsx'

interface ReportFrameProps<T> {
  readonly report: Report<T> | null
  /** What stands where nothing is asked yet. */
  readonly unasked?: ReactNode
  /** The shape of what is loading; rows without it. */
  readonly skeleton?: ReactNode
  readonly children: (result: T) => ReactNode
}

/** A report in all its states: loading, wrong, cancelled, outdated (dimmed) or there. */
export function ReportFrame<T extends { readonly meta: ResultMeta }>({
  report,
  unasked,
  skeleton,
  children,
}: ReportFrameProps<T>) {
  if (report === null) return unasked
  return (
    <Asked report={report} skeleton={skeleton}>
      {children}
    </Asked>
  )
}

interface AskedProps<T> {
  readonly report: Report<T>
  readonly skeleton: ReactNode
  readonly children: (result: T) => ReactNode
}

function Asked<T extends { readonly meta: ResultMeta }>({
  report,
  skeleton,
  children,
}: AskedProps<T>) {
  const { result, error, isRunning, isOutdated, isRenewed, isCancelled, run, cancel } = report
  const isLate = useLate(isRunning && !isRenewed)
  const caption = use(ReportCaption)
  if (error && !isRunning) return <ProblemNotice error={error} onRetry={run} />
  return (
    <div aria-busy={isRunning} className={frame}>
      {isLate && <Running onCancel={cancel} />}
      {isCancelled && <Cancelled onRun={run} />}
      {result === undefined && !isCancelled && (skeleton ?? <SkeletonRows />)}
      {result !== undefined && (
        <div className={content({ isOutdated })}>
          {children(result)}
          {caption !== null && <p className={captionLine}>{caption}</p>}
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
  const areTold = use(AreFactsTold)
  if (areTold && meta.warnings.length === 0) return null
  const { events, people } = meta
  return (
    <div className={style({ font: 'ui-xs', color: 'neutral-subdued' })} role="status">
      {!areTold && texts.report.facts(printFigure(events), printFigure(people), elapsed(meta))}
      <WarningLines warnings={meta.warnings} />
    </div>
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
const captionLine = style({ font: 'ui-xs', color: 'neutral-subdued', margin: 0 })
/** Fills the height that its place has, so that drawings can take what is left. */
const frame = style({
  display: 'flex',
  flexDirection: 'column',
  gap: 8,
  minWidth: 0,
  flexGrow: 1,
  height: 'full',
})
const content = style({
  display: 'flex',
  flexDirection: 'column',
  gap: 12,
  minWidth: 0,
  flexGrow: 1,
  opacity: { default: 1, isOutdated: 0.5 },
  transition: 'opacity',
})
