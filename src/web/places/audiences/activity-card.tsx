import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { AudienceActivity } from '../../../model/answers/audiences.ts'
import { type ActivityUnit, activityQuery } from '../../api/index.ts'
import { CartesianChart } from '../../charts/cartesian-chart.tsx'
import { ChartSkeleton } from '../../charts/chart-skeleton.tsx'
import { categoryColor, mutedColor } from '../../charts/palette.ts'
import { Card } from '../../components/card.tsx'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { printFigure } from '../../components/figures.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { texts } from '../../texts/index.ts'

interface ActivityCardProps {
  readonly id: string
  readonly evaluatedAt: string | null
}

/** How many units are shown. */
const shown: Readonly<Record<ActivityUnit, number>> = { hour: 48, day: 30, week: 26, month: 12 }

/** Who entered above the line and who left below it, over time. */
export function ActivityCard({ id, evaluatedAt }: ActivityCardProps) {
  const [by, setBy] = useState<ActivityUnit>('day')
  const { data, error, refetch } = useQuery(activityQuery(id, by, shown[by], evaluatedAt))
  const isEmpty = data?.rows.every(({ entered, left }) => entered === 0 && left === 0)
  return (
    <Card
      title={texts.audiences.activity}
      actions={
        <ChoicePicker
          label={texts.audiences.activity}
          isLabelHidden
          value={by}
          choices={texts.audiences.units}
          onChange={setBy}
        />
      }
    >
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {!error && data === undefined && <ChartSkeleton shape="bars" />}
      {isEmpty && (
        <EmptyState title={texts.audiences.noActivity}>{texts.audiences.noActivityHint}</EmptyState>
      )}
      {data && !isEmpty && <Chart activity={data} />}
    </Card>
  )
}

/** A count of those who left, which stands below the line. */
const printCount = (count: number | null) => printFigure(count === null ? null : Math.abs(count))

const Chart = ({ activity: { by, timeZone, rows } }: { readonly activity: AudienceActivity }) => (
  <CartesianChart
    label={texts.audiences.activity}
    positionName={`${texts.audiences.unitNames[by]}, ${timeZone}`}
    positions={rows.map(({ start }) => ({
      key: start,
      name: printStart(start, by, timeZone, 'long'),
      tick: printStart(start, by, timeZone, 'short'),
    }))}
    series={[
      {
        id: 'entered',
        name: texts.audiences.entered,
        color: categoryColor(0),
        draw: 'bar',
        values: rows.map(({ entered }) => entered),
        print: printCount,
      },
      {
        id: 'left',
        name: texts.audiences.left,
        color: mutedColor,
        draw: 'bar',
        values: rows.map(({ left }) => -left),
        print: printCount,
      },
    ]}
    stacking="stacked"
    formats={{ left: undefined, right: undefined }}
  />
)

function printStart(start: string, by: ActivityUnit, timeZone: string, length: 'long' | 'short') {
  const day = { day: 'numeric', month: 'short' } as const
  const hour = { hour: '2-digit', minute: '2-digit' } as const
  const parts =
    by === 'month'
      ? ({ month: 'short', year: 'numeric' } as const)
      : by === 'hour'
        ? length === 'long'
          ? { ...day, ...hour }
          : hour
        : day
  return new Intl.DateTimeFormat(undefined, { ...parts, timeZone }).format(Date.parse(start))
}
