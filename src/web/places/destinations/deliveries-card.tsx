import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { DeliveryPage } from '../../../model/answers/destinations.ts'
import { deliveriesQuery } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { DelayedSearch } from '../../components/delayed-search.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { noFigure, printFigure } from '../../components/figures.ts'
import { Instant } from '../../components/instant.tsx'
import { MoreButton } from '../../components/more-button.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { AudienceNames } from '../../components/definition-names.tsx'

interface DeliveriesCardProps {
  readonly id: string
  /** The latest batch and what came of it: the log is asked again once that has changed. */
  readonly last: unknown
}

/** What was sent, batch by batch; of a person, every try with its receipt. */
export function DeliveriesCard({ id, last }: DeliveriesCardProps) {
  const [person, setPerson] = useState('')
  const pages = useInfiniteQuery(deliveriesQuery(id, person, last))
  const rows = pages.data?.pages.flatMap((page) => page.rows)
  const isOfPerson = person !== ''
  return (
    <Card title={texts.destinations.deliveries}>
      <DelayedSearch label={texts.destinations.ofPerson} value={person} onChange={setPerson} />
      {pages.error && <ProblemNotice error={pages.error} onRetry={() => void pages.refetch()} />}
      {!pages.error && !rows && <SkeletonRows />}
      {rows?.length === 0 && (
        <EmptyState
          title={isOfPerson ? texts.destinations.noReceipts : texts.destinations.noDeliveries}
        >
          {isOfPerson ? texts.destinations.noReceiptsHint : texts.destinations.noDeliveriesHint}
        </EmptyState>
      )}
      {rows && rows.length > 0 && (
        <div className={style({ display: 'grid', gap: 8, minWidth: 0 })}>
          <BatchTable rows={rows} />
          <MoreButton pages={pages} />
        </div>
      )}
    </Card>
  )
}

type Batch = DeliveryPage['rows'][number]

const BatchTable = ({ rows }: { readonly rows: readonly Batch[] }) => (
  <DataTable
    label={texts.destinations.deliveries}
    rows={rows}
    keyOf={({ id }) => id}
    columns={[
      { name: texts.destinations.at, cell: ({ at }) => <Instant at={at} /> },
      {
        name: texts.destinations.audience,
        cell: ({ audience }) => <AudienceNames ids={[audience]} />,
      },
      { name: texts.destinations.what, cell: ({ status }) => texts.destinations.statuses[status] },
      { name: texts.destinations.sentCount, isNumber: true, cell: ({ sent }) => printFigure(sent) },
      {
        name: texts.destinations.accepted,
        isNumber: true,
        cell: ({ accepted }) => printFigure(accepted),
      },
      {
        name: texts.destinations.rejected,
        isNumber: true,
        cell: ({ rejected }) => printFigure(rejected),
      },
      {
        name: texts.destinations.took,
        isNumber: true,
        cell: ({ tookMs }) =>
          tookMs === null ? noFigure : texts.destinations.milliseconds(printFigure(tookMs)),
      },
      { name: texts.destinations.try, isNumber: true, cell: (batch) => printFigure(batch.try) },
      { name: texts.destinations.outcome, cell: sayOutcome },
    ]}
  />
)

/** Of the person where one was asked for, else of the batch. */
function sayOutcome({ person, problem, tookMs }: Batch): string {
  const said = person === undefined ? [] : [texts.destinations.results[person.result]]
  const reasons = [person?.reason, problem].filter((each) => typeof each === 'string')
  if (said.length + reasons.length > 0) return [...said, ...reasons].join(': ')
  return tookMs === null ? noFigure : texts.destinations.ok
}
