import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ComponentList } from '../../../model/answers/data-views.ts'
import type { AudienceLift } from '../../../model/answers/lift.ts'
import { componentsQuery, liftQuery } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { findFormat, findName, metricGroups } from '../../components/component-groups.ts'
import { ComponentAdder } from '../../components/component-picker.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { printFigure, printPercent } from '../../components/figures.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'

interface LiftCardProps {
  readonly id: string
  readonly dataView: string
  /** Whether a part is held back, as it is saved. */
  readonly hasHoldOut: boolean
}

/** What members did beside those who are held back. */
export const LiftCard = ({ hasHoldOut, ...of }: LiftCardProps) => (
  <Card title={texts.audiences.lift}>
    {hasHoldOut ? (
      <Lift {...of} />
    ) : (
      <EmptyState title={texts.audiences.noHoldOut}>{texts.audiences.noHoldOutHint}</EmptyState>
    )}
  </Card>
)

function Lift({ id, dataView }: Omit<LiftCardProps, 'hasHoldOut'>) {
  const [metrics, setMetrics] = useState<readonly string[]>(['events'])
  const { data, error, refetch } = useQuery(liftQuery(id, metrics))
  const { data: components } = useQuery(componentsQuery(dataView))
  return (
    <>
      <p className={hint}>{texts.audiences.liftHint}</p>
      {components && (
        <ComponentAdder
          label={texts.audiences.addMetric}
          placeholder={texts.audiences.addMetric}
          groups={metricGroups(components)}
          onAdd={(metric) => setMetrics([...new Set([...metrics, metric])])}
        />
      )}
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {!error && !data && <SkeletonRows />}
      {data && !error && components && <LiftTable lift={data} components={components} />}
    </>
  )
}

interface LiftTableProps {
  readonly lift: AudienceLift
  readonly components: ComponentList
}

function LiftTable({ lift, components }: LiftTableProps) {
  const print = (metric: string, figure: number | null) =>
    printFigure(figure, findFormat(components, metric))
  return (
    <DataTable
      label={texts.audiences.lift}
      rows={lift.metrics}
      keyOf={({ metric }) => metric}
      columns={[
        { name: texts.audiences.metric, cell: ({ metric }) => findName(components, metric) },
        {
          name: texts.audiences.told,
          isNumber: true,
          cell: ({ metric, treated: { mean, people } }) =>
            texts.audiences.meanOf(print(metric, mean), people),
        },
        {
          name: texts.audiences.heldMean,
          isNumber: true,
          cell: ({ metric, heldOut: { mean, people } }) =>
            texts.audiences.meanOf(print(metric, mean), people),
        },
        {
          name: texts.audiences.liftOf,
          isNumber: true,
          cell: ({ lift: found }) => printPercent(found),
        },
        {
          name: texts.audiences.interval,
          isNumber: true,
          cell: ({ liftLower, liftUpper }) =>
            texts.audiences.between(printPercent(liftLower), printPercent(liftUpper)),
        },
        {
          name: texts.audiences.confidence,
          isNumber: true,
          cell: ({ confidence }) => printPercent(confidence),
        },
        {
          name: texts.audiences.conclusive,
          cell: ({ conclusive }) => (conclusive ? texts.audiences.yes : texts.audiences.notYet),
        },
      ]}
    />
  )
}

const hint = style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })
