import { Button } from '@react-spectrum/s2/Button'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { SourceStatus } from '../../../model/answers/sources.ts'
import { sourcesQuery } from '../../api/index.ts'
import { DataPages } from '../../app/data-pages.tsx'
import { PlaceHeader } from '../../app/place-header.tsx'
import { Card } from '../../components/card.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { noFigure, printFigure } from '../../components/figures.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { NewSource } from './new-source.tsx'
import { printAgo } from '../../components/print-ago.ts'
import { listPage } from '../definitions/page-styles.ts'

/** Where rows come from by themselves. */
export function SourcesPlace() {
  const { data: sources, error, refetch } = useQuery(sourcesQuery)
  const [isAdding, setIsAdding] = useState(false)
  const add = (
    <Button variant="accent" size="S" isDisabled={isAdding} onPress={() => setIsAdding(true)}>
      {texts.sources.add}
    </Button>
  )
  return (
    <div className={listPage}>
      <PlaceHeader
        title={texts.sources.title}
        parents={[{ label: texts.data.title, to: '/data' }]}
      />
      <DataPages current="sources" />
      <h1 className={style({ font: 'heading', margin: 0 })}>{texts.sources.title}</h1>
      {isAdding && <NewSource onCancel={() => setIsAdding(false)} />}
      <Card title={texts.sources.all} actions={add}>
        {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
        {!error && !sources && <SkeletonRows />}
        {sources?.length === 0 && (
          <EmptyState title={texts.sources.none}>{texts.sources.noneHint}</EmptyState>
        )}
        {sources && sources.length > 0 && <SourceTable sources={sources} />}
      </Card>
    </div>
  )
}

const SourceTable = ({ sources }: { readonly sources: readonly SourceStatus[] }) => (
  <DataTable
    label={texts.sources.all}
    rows={sources}
    keyOf={({ id }) => id}
    columns={[
      {
        name: texts.sources.source,
        cell: ({ id, name = id }) => (
          <Link to="/sources/$id" params={{ id }} className={style({ color: 'neutral' })}>
            {name}
          </Link>
        ),
      },
      { name: texts.sources.kind, cell: ({ kind }) => texts.sources.kinds[kind] },
      { name: texts.data.dataset, cell: ({ dataset }) => dataset },
      {
        name: texts.sources.accepted,
        isNumber: true,
        cell: ({ accepted }) => printFigure(accepted),
      },
      {
        name: texts.sources.rejected,
        isNumber: true,
        cell: ({ rejected }) => printFigure(rejected),
      },
      {
        name: texts.sources.last,
        cell: ({ lastAt }) => (lastAt === null ? noFigure : printAgo(lastAt)),
      },
      {
        name: texts.sources.state,
        cell: ({ paused }) => texts.sources.states[paused ? 'paused' : 'open'],
      },
    ]}
  />
)
