import { Button } from '@react-spectrum/s2/Button'
import { SearchField } from '@react-spectrum/s2/SearchField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { audienceDocumentsQuery, audiencesQuery, dataViewsQuery } from '../../api/index.ts'
import { useCommands } from '../../app/commands/command-registry.ts'
import { PlaceHeader } from '../../app/place-header.tsx'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { matchesWords } from '../../components/matches-words.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { listPage } from '../definitions/page-styles.ts'
import { AudienceTable, type ListedAudience } from './audience-table.tsx'

const route = getRouteApi('/audiences')

/** Every audience. */
export function AudiencesPlace() {
  const { find = '' } = route.useSearch()
  const navigate = route.useNavigate()
  const { data: statuses, error, refetch } = useQuery(audiencesQuery)
  const { data: documents } = useQuery(audienceDocumentsQuery)
  const { data: dataViews } = useQuery(dataViewsQuery)
  const canMake = dataViews !== undefined && dataViews.length > 0
  const make = useNewAudience(canMake)
  const listed = statuses?.map((status): ListedAudience => {
    return { status, document: documents?.find(({ id }) => id === status.id) }
  })
  const found = listed?.filter(({ status, document }) =>
    matchesWords(find, [status.id, status.name, document?.owner, ...(document?.tags ?? [])]),
  )
  return (
    <div className={listPage}>
      <PlaceHeader title={texts.audiences.title} />
      <div className={head}>
        <h1 className={style({ font: 'heading', margin: 0, flexGrow: 1 })}>
          {texts.audiences.title}
        </h1>
        <SearchField
          aria-label={texts.audiences.search}
          size="S"
          value={find}
          onChange={(text) =>
            void navigate({ search: text === '' ? {} : { find: text }, replace: true })
          }
        />
        <Button variant="accent" size="S" isDisabled={!canMake} onPress={make}>
          {texts.audiences.new}
        </Button>
      </div>
      <Card title={texts.audiences.title}>
        {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
        {!error && found === undefined && <SkeletonRows />}
        {statuses?.length === 0 && dataViews && <NoAudiences canMake={canMake} />}
        {statuses && statuses.length > 0 && found?.length === 0 && (
          <EmptyState title={texts.audiences.noneFound}>{texts.audiences.noneFoundHint}</EmptyState>
        )}
        {found && found.length > 0 && <AudienceTable audiences={found} />}
      </Card>
    </div>
  )
}

/** The way to a new one, also from the palette. */
function useNewAudience(canMake: boolean): () => void {
  const navigate = useNavigate()
  const make = useCallback(() => void navigate({ to: '/new-audience', search: {} }), [navigate])
  useCommands(
    useMemo(
      () => [
        {
          id: 'new-audience',
          name: texts.audiences.new,
          group: texts.audiences.title,
          keys: 'n',
          isDisabled: !canMake,
          run: make,
        },
      ],
      [canMake, make],
    ),
  )
  return make
}

const NoAudiences = ({ canMake }: { readonly canMake: boolean }) => (
  <EmptyState title={texts.audiences.none}>
    {canMake ? (
      texts.audiences.noneHint
    ) : (
      <>
        {texts.audiences.needsDataView}{' '}
        <Link to="/data" className={style({ color: 'neutral' })}>
          {texts.audiences.toData}
        </Link>
      </>
    )}
  </EmptyState>
)

const head = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 12 })
