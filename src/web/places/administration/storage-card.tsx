import { useQuery } from '@tanstack/react-query'
import type { Storage } from '../../../model/answers/storage.ts'
import { storageQuery } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { noFigure, printBytes, printFigure } from '../../components/figures.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { type Month, MonthBars, MOST_MONTHS } from './month-bars.tsx'

interface Place {
  readonly name: string
  readonly bytes: number
  readonly rows: number | null
  readonly months: readonly Month[]
}

/** How much room everything takes, and of which months the rows are. */
export function StorageCard() {
  const { data, error, refetch } = useQuery(storageQuery)
  return (
    <Card title={texts.administration.storage}>
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {!error && data === undefined && <SkeletonRows />}
      {data?.datasets.length === 0 && (
        <EmptyState title={texts.administration.noDatasets}>
          {texts.administration.noDatasetsHint}
        </EmptyState>
      )}
      {data && data.datasets.length > 0 && (
        <DataTable
          label={texts.administration.storage}
          rows={listPlaces(data)}
          keyOf={({ name }) => name}
          columns={[
            { name: texts.administration.dataset, cell: ({ name }) => name },
            {
              name: texts.administration.onDisk,
              isNumber: true,
              cell: ({ bytes }) => printBytes(bytes),
            },
            {
              name: texts.administration.rows,
              isNumber: true,
              cell: ({ rows }) => printFigure(rows),
            },
            {
              name: texts.administration.months(MOST_MONTHS),
              cell: ({ name, months }) =>
                months.length === 0 ? noFigure : <MonthBars name={name} months={months} />,
            },
          ]}
        />
      )}
    </Card>
  )
}

function listPlaces({ datasets, connections, otherBytes }: Storage): readonly Place[] {
  const rest = { rows: null, months: [] }
  const places: Place[] = [
    ...datasets.map(({ dataset: name, ...place }) => ({ name, ...place })),
    ...connections.map(({ connection, bytes }) => ({
      name: texts.administration.journeyOf(connection),
      bytes,
      ...rest,
    })),
    { name: texts.administration.other, bytes: otherBytes, ...rest },
  ]
  const bytes = places.reduce((sum, place) => sum + place.bytes, 0)
  return [...places, { name: texts.administration.total, bytes, ...rest }]
}
