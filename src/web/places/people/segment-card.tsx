import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { PeopleResult } from '../../../query/reports/people/request.ts'
import {
  componentsQuery,
  connectionStatusQuery,
  type DataViewDocument,
  dataViewsQuery,
} from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { Controls } from '../../components/controls.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Pages } from '../../components/pages.tsx'
import { PersonLink } from '../../components/person-link.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { useReport } from '../../components/use-report.ts'
import { texts } from '../../texts/index.ts'

const route = getRouteApi('/people')
const everybody = ''
const perPage = 30

/** People of a segment of a data view, to begin from. */
export function SegmentCard() {
  const { data: views, error, refetch } = useQuery(dataViewsQuery)
  const { view } = route.useSearch()
  const dataView = views?.find(({ id }) => id === view) ?? views?.[0]
  return (
    <Card title={texts.people.ofSegment}>
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {!error && views === undefined && <SkeletonRows />}
      {views?.length === 0 && (
        <EmptyState title={texts.people.noViews}>{texts.people.noViewsHint}</EmptyState>
      )}
      {views && dataView && <OfView key={dataView.id} views={views} dataView={dataView} />}
    </Card>
  )
}

interface OfViewProps {
  readonly views: readonly DataViewDocument[]
  readonly dataView: DataViewDocument
}

function OfView({ views, dataView }: OfViewProps) {
  const navigate = useNavigate()
  const { segment = everybody, ...search } = route.useSearch()
  const { data: components } = useQuery(componentsQuery(dataView.id))
  const choices = {
    [everybody]: texts.people.everybody,
    ...Object.fromEntries((components?.segments ?? []).map(({ id, name }) => [id, name])),
  }
  const known = Object.hasOwn(choices, segment) ? segment : everybody
  return (
    <>
      <Controls>
        {views.length > 1 && (
          <ChoicePicker
            label={texts.people.dataView}
            value={dataView.id}
            choices={Object.fromEntries(views.map(({ id, name }) => [id, name ?? id]))}
            onChange={(view) =>
              void navigate({ to: '/people', search: { ...search, view }, replace: true })
            }
          />
        )}
        <ChoicePicker
          label={texts.people.segment}
          value={known}
          choices={choices}
          onChange={(next) =>
            void navigate({
              to: '/people',
              search: { ...search, ...(next !== everybody && { segment: next }) },
              replace: true,
            })
          }
        />
      </Controls>
      <People key={known} dataView={dataView} segments={known === everybody ? [] : [known]} />
    </>
  )
}

interface PeopleProps {
  readonly dataView: DataViewDocument
  readonly segments: readonly string[]
}

function People({ dataView, segments }: PeopleProps) {
  const [page, setPage] = useState(0)
  const { data: status } = useQuery(connectionStatusQuery(dataView.connection))
  const request = {
    kind: 'people',
    dataView: dataView.id,
    segments,
    limit: perPage,
    offset: page * perPage,
  }
  const isBuilt = status?.isBuilt === true
  const { result, error, run } = useReport<PeopleResult>(
    isBuilt ? request : null,
    status?.dataVersion ?? null,
  )
  if (error) return <ProblemNotice error={error} onRetry={run} />
  if (status?.isBuilt === false) {
    return <EmptyState title={texts.people.notBuilt}>{texts.people.notBuiltHint}</EmptyState>
  }
  if (result === undefined) return <SkeletonRows />
  return (
    <>
      <span className={style({ font: 'ui-sm', color: 'neutral-subdued' })}>
        {texts.act.people(result.count)}
      </span>
      <ul aria-label={texts.people.ofSegment} className={list}>
        {result.people.map((person) => (
          <li key={person}>
            <PersonLink dataView={dataView.id} person={person} />
          </li>
        ))}
      </ul>
      <Pages page={page} rowsPerPage={perPage} rowCount={result.count} onPage={setPage} />
    </>
  )
}

const list = style({
  listStyleType: 'none',
  margin: 0,
  padding: 0,
  display: 'grid',
  gridTemplateColumns: {
    default: ['minmax(0, 1fr)'],
    sm: ['minmax(0, 1fr)', 'minmax(0, 1fr)', 'minmax(0, 1fr)'],
  },
  columnGap: 16,
  rowGap: 4,
})
