import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { type AlertDocument, componentsQuery } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { PreviewChart } from './preview-chart.tsx'
import type { ShownPreview } from './use-alert-preview.ts'
import { WarningLines } from '../../components/warning-lines.tsx'

interface PreviewCardProps {
  readonly shown: ShownPreview
  readonly document: AlertDocument
}

/** What it would have told of the last thirty periods; follows what is edited. */
export const PreviewCard = ({ shown, document }: PreviewCardProps) => (
  <Card title={texts.alerts.preview}>
    <div aria-live="polite" aria-busy={shown.isOutdated} className={body}>
      <Preview shown={shown} document={document} />
    </div>
  </Card>
)

function Preview({ shown, document }: PreviewCardProps) {
  const { isAsked, preview, error, isOutdated, retry } = shown
  const { data: components } = useQuery(componentsQuery(document.dataView))
  if (!isAsked) return <span className={subdued}>{texts.alerts.noMetrics}</span>
  if (error && !isOutdated) return <ProblemNotice error={error} onRetry={retry} />
  if (preview === undefined || components === undefined) return <SkeletonRows />
  const { periods, fired, granularity, warnings } = preview
  const findings = periods[0]?.findings ?? []
  const isEmpty = periods.every((period) => period.findings.every(({ value }) => value === null))
  if (isEmpty) {
    return <EmptyState title={texts.alerts.noFigures}>{texts.alerts.noFiguresHint}</EmptyState>
  }
  return (
    <div className={content({ isOutdated })}>
      <p className={style({ font: 'ui-lg', margin: 0 })}>
        {texts.alerts.wouldFire(fired, periods.length, granularity)}
      </p>
      {findings.map(({ metric, name }, index) => (
        <PreviewChart
          key={`${index} ${metric}`}
          name={name}
          index={index}
          when={document.metrics[index]?.when}
          preview={preview}
          components={components}
        />
      ))}
      <div className={subdued}>
        <WarningLines warnings={warnings} />
      </div>
    </div>
  )
}

const body = style({ display: 'grid', gap: 16, minWidth: 0 })
const content = style({
  display: 'grid',
  gap: 16,
  minWidth: 0,
  opacity: { default: 1, isOutdated: 0.6 },
})
const subdued = style({ font: 'ui-sm', color: 'neutral-subdued' })
