import { Button } from '@react-spectrum/s2/Button'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ConnectionStatus } from '../../../model/answers/connections.ts'
import { refreshConnection } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { ConnectionNames } from '../../components/definition-names.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { printFigure } from '../../components/figures.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'

interface ConnectionsCardProps {
  readonly connections: readonly ConnectionStatus[] | undefined
}

/** The journey tables: how current they are, and what keeps them from it. */
export function ConnectionsCard({ connections }: ConnectionsCardProps) {
  const queries = useQueryClient()
  const { mutate, error, isPending, variables } = useMutation({
    mutationFn: refreshConnection,
    onSettled: () => queries.invalidateQueries(),
  })
  return (
    <Card title={texts.administration.stores}>
      {error && <ProblemNotice error={error} />}
      {connections === undefined && <SkeletonRows />}
      {connections?.length === 0 && (
        <EmptyState title={texts.administration.noDatasets}>
          {texts.administration.noDatasetsHint}
        </EmptyState>
      )}
      {connections && connections.length > 0 && (
        <DataTable
          label={texts.administration.stores}
          rows={connections}
          keyOf={({ connection }) => connection}
          columns={[
            {
              name: texts.administration.connection,
              cell: ({ connection }) => <ConnectionNames ids={[connection]} />,
            },
            { name: texts.administration.state, cell: sayState },
            {
              name: texts.administration.events,
              isNumber: true,
              cell: ({ events }) => printFigure(events),
            },
            {
              name: texts.administration.refresh,
              cell: ({ connection, isRefreshing }) => (
                <Button
                  variant="secondary"
                  size="S"
                  isPending={isRefreshing || (isPending && variables === connection)}
                  aria-label={texts.administration.refreshOf(connection)}
                  onPress={() => mutate(connection)}
                >
                  {texts.administration.refresh}
                </Button>
              ),
            },
          ]}
        />
      )}
    </Card>
  )
}

function sayState({ isBuilt, isRefreshing, problem }: ConnectionStatus): string {
  if (problem !== null) return problem
  if (isRefreshing) return texts.administration.isRefreshing
  return isBuilt ? texts.administration.isCurrent : texts.administration.isNotBuilt
}
