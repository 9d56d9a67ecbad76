import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { Button } from '@react-spectrum/s2/Button'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { RejectedPeople } from '../../../model/answers/destinations.ts'
import {
  audiencesQuery,
  ofDestinations,
  rejectedPeopleQuery,
  retryRejected,
} from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { printFigure } from '../../components/figures.ts'
import { Instant } from '../../components/instant.tsx'
import { MoreButton } from '../../components/more-button.tsx'
import { PersonLink } from '../../components/person-link.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { AudienceNames } from '../../components/definition-names.tsx'

interface RejectedCardProps {
  readonly id: string
  /** How many there are. */
  readonly dead: number
}

/** Whom it did not take, with its reasons; they are sent once more one by one, or all. */
export function RejectedCard({ id, dead }: RejectedCardProps) {
  const pages = useInfiniteQuery(rejectedPeopleQuery(id, dead))
  const retry = useRetry(id)
  const rows = pages.data?.pages.flatMap((page) => page.rows)
  const all = (
    <Button
      size="S"
      variant="secondary"
      isDisabled={dead === 0}
      isPending={retry.isPending}
      onPress={() => retry.mutate({})}
    >
      {texts.destinations.retryAll}
    </Button>
  )
  return (
    <Card title={texts.destinations.rejects} actions={all}>
      {pages.error && <ProblemNotice error={pages.error} onRetry={() => void pages.refetch()} />}
      {retry.error && <ProblemNotice error={retry.error} />}
      <div role="status" className={style({ font: 'ui-sm' })}>
        {retry.data && texts.destinations.retried(retry.data.retried)}
      </div>
      {!pages.error && !rows && <SkeletonRows />}
      {rows?.length === 0 && (
        <EmptyState title={texts.destinations.noRejects}>
          {texts.destinations.noRejectsHint}
        </EmptyState>
      )}
      {rows && rows.length > 0 && (
        <div className={style({ display: 'grid', gap: 8, minWidth: 0 })}>
          <RejectedTable
            rows={rows}
            onRetry={({ audience, person }) => retry.mutate({ audience, persons: [person] })}
          />
          <MoreButton pages={pages} />
        </div>
      )}
    </Card>
  )
}

function useRetry(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (of: Parameters<typeof retryRejected>[1]) => retryRejected(id, of),
    onSuccess: () => client.invalidateQueries({ queryKey: ofDestinations }),
  })
}

type Rejected = RejectedPeople['rows'][number]

interface RejectedTableProps {
  readonly rows: readonly Rejected[]
  readonly onRetry: (row: Rejected) => void
}

const RejectedTable = ({ rows, onRetry }: RejectedTableProps) => (
  <DataTable
    label={texts.destinations.rejects}
    rows={rows}
    keyOf={({ audience, person }) => `${audience}:${person}`}
    columns={[
      {
        name: texts.destinations.person,
        cell: ({ audience, person }) => <RejectedPerson audience={audience} person={person} />,
      },
      {
        name: texts.destinations.audience,
        cell: ({ audience }) => <AudienceNames ids={[audience]} />,
      },
      { name: texts.destinations.reason, cell: ({ reason }) => reason },
      { name: texts.destinations.tries, isNumber: true, cell: ({ tries }) => printFigure(tries) },
      { name: texts.destinations.at, cell: ({ at }) => <Instant at={at} /> },
      {
        name: texts.destinations.again,
        cell: (row) => (
          <ActionButton
            size="XS"
            aria-label={texts.destinations.retryOf(row.person)}
            onPress={() => onRetry(row)}
          >
            {texts.destinations.retry}
          </ActionButton>
        ),
      },
    ]}
  />
)

/** Leads to their page in the data view of the audience; of one that is gone nobody knows which that was. */
function RejectedPerson({ audience, person }: Pick<Rejected, 'audience' | 'person'>) {
  const audiences = useQuery(audiencesQuery)
  const found = audiences.data?.find(({ id }) => id === audience)
  return found ? <PersonLink dataView={found.dataView} person={person} /> : person
}
