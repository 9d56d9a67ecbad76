import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { type AlertUnit, comparisonsOf } from '../../../model/alert-words.ts'
import { componentsQuery, dataViewsQuery } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { metricGroups } from '../../components/component-groups.ts'
import { ComponentAdder } from '../../components/component-picker.tsx'
import { Controls } from '../../components/controls.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { texts } from '../../texts/index.ts'
import { type DraftProps, beginWhen } from './alert-draft.ts'
import { MetricRow } from './metric-row.tsx'

/** Which metrics of which data view, by which period, and when each is worth telling. */
export function WhatCard({ draft: { document, change } }: DraftProps) {
  const { dataView, granularity = 'day', metrics } = document
  const { data: dataViews = [] } = useQuery(dataViewsQuery)
  const { data: components, error, refetch } = useQuery(componentsQuery(dataView))
  const views = Object.fromEntries(dataViews.map(({ id, name = id }) => [id, name]))
  const isGregorian =
    (dataViews.find(({ id }) => id === dataView)?.calendar?.type ?? 'gregorian') === 'gregorian'
  const { month, ...short } = texts.alerts.granularities
  return (
    <Card title={texts.alerts.what}>
      <Controls>
        <ChoicePicker
          label={texts.alerts.dataView}
          value={dataView}
          choices={views}
          onChange={(next) => change({ dataView: next })}
        />
        <ChoicePicker
          label={texts.alerts.granularity}
          value={granularity}
          choices={isGregorian ? { ...short, month } : short}
          onChange={(next) =>
            change({
              granularity: next === 'day' ? undefined : next,
              metrics: metrics.map((each) => withComparison(each, next)),
            })
          }
        />
      </Controls>
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {components && (
        <>
          {metrics.map((metric, index) => (
            <MetricRow
              key={`${index} ${metric.metric}`}
              metric={metric}
              granularity={granularity}
              components={components}
              onChange={(next) => change({ metrics: metrics.with(index, next) })}
              onRemove={() => change({ metrics: metrics.filter((_, at) => at !== index) })}
            />
          ))}
          <p className={style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })}>
            {metrics.length === 0 ? texts.alerts.noMetrics : texts.alerts.anyOf}
          </p>
          <ComponentAdder
            label={texts.alerts.addMetric}
            placeholder={texts.alerts.addMetric}
            groups={metricGroups(components)}
            onAdd={(metric) =>
              change({ metrics: [...metrics, { metric, when: beginWhen('anomaly') }] })
            }
          />
        </>
      )}
    </Card>
  )
}

type Metric = DraftProps['draft']['document']['metrics'][number]

/** With what a period of another length cannot be compared, the one before is. */
function withComparison(metric: Metric, granularity: AlertUnit): Metric {
  const { when } = metric
  if (when.kind !== 'change' || when.comparedWith === undefined) return metric
  if (comparisonsOf[granularity].includes(when.comparedWith)) return metric
  const { comparedWith: _, ...rest } = when
  return { ...metric, when: rest }
}
