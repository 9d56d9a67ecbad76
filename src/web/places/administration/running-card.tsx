import { Button } from '@react-spectrum/s2/Button'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { RunningReport } from '../../../model/answers/reports.ts'
import { cancelReport, statusQuery } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { printPercent } from '../../components/figures.ts'
import { printAgo } from '../../components/print-ago.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'

interface RunningCardProps {
  readonly running: readonly RunningReport[] | undefined
}

/** The reports that are being worked out, each of which can be cancelled. */
export function RunningCard({ running }: RunningCardProps) {
  const queries = useQueryClient()
  const { mutate, error } = useMutation({
    mutationFn: cancelReport,
    onSettled: () => queries.invalidateQueries({ queryKey: statusQuery.queryKey }),
  })
  return (
    <Card title={texts.administration.running}>
      {error && <ProblemNotice error={error} />}
      {running === undefined && <SkeletonRows />}
      {running?.length === 0 && (
        <p className={style({ font: 'ui', color: 'neutral-subdued', margin: 0 })}>
          {texts.administration.noneRunning}
        </p>
      )}
      {running && running.length > 0 && <RunningTable running={running} onCancel={mutate} />}
    </Card>
  )
}

interface RunningTableProps {
  readonly running: readonly RunningReport[]
  readonly onCancel: (id: string) => void
}

const RunningTable = ({ running, onCancel }: RunningTableProps) => (
  <DataTable
    label={texts.administration.running}
    rows={running}
    keyOf={({ id }) => id}
    columns={[
      { name: texts.administration.report, cell: ({ kinds }) => kinds.join(', ') },
      { name: texts.administration.started, cell: ({ startedAt }) => printAgo(startedAt) },
      {
        name: texts.administration.progress,
        isNumber: true,
        cell: ({ progress }) => printPercent(progress, 0),
      },
      {
        name: texts.administration.cancel,
        cell: ({ id }) => (
          <Button
            variant="secondary"
            size="S"
            aria-label={texts.administration.cancelOf(id)}
            onPress={() => onCancel(id)}
          >
            {texts.administration.cancel}
          </Button>
        ),
      },
    ]}
  />
)
