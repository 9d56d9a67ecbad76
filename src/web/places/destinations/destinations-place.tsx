import { Button } from '@react-spectrum/s2/Button'
import { SearchField } from '@react-spectrum/s2/SearchField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { getOwn } from '../../../model/own.ts'
import { destinationsQuery, destinationTypesQuery } from '../../api/index.ts'
import { useCommands } from '../../app/commands/command-registry.ts'
import { DestinationPages } from '../../app/destination-pages.tsx'
import { PlaceHeader } from '../../app/place-header.tsx'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { matchesWords } from '../../components/matches-words.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { listPage } from '../definitions/page-styles.ts'
import { DestinationTable } from './destination-table.tsx'

const route = getRouteApi('/destinations')

/** Every destination. */
export function DestinationsPlace() {
  const { find = '' } = route.useSearch()
  const navigate = route.useNavigate()
  const { data: destinations, error, refetch } = useQuery(destinationsQuery)
  const { data: types = [] } = useQuery(destinationTypesQuery)
  const connect = useConnect()
  const labels = Object.fromEntries(types.map(({ id, label }) => [id, label]))
  const found = destinations?.filter(({ id, name, type }) =>
    matchesWords(find, [id, name, type, getOwn(labels, type)]),
  )
  return (
    <div className={listPage}>
      <PlaceHeader title={texts.destinations.title} />
      <DestinationPages current="destinations" />
      <div className={head}>
        <h1 className={style({ font: 'heading', margin: 0, flexGrow: 1 })}>
          {texts.destinations.title}
        </h1>
        <SearchField
          aria-label={texts.destinations.search}
          size="S"
          value={find}
          onChange={(text) =>
            void navigate({ search: text === '' ? {} : { find: text }, replace: true })
          }
        />
        <Button variant="accent" size="S" onPress={connect}>
          {texts.destinations.new}
        </Button>
      </div>
      <Card title={texts.destinations.all}>
        {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
        {!error && found === undefined && <SkeletonRows />}
        {destinations?.length === 0 && (
          <EmptyState title={texts.destinations.none}>{texts.destinations.noneHint}</EmptyState>
        )}
        {destinations && destinations.length > 0 && found?.length === 0 && (
          <EmptyState title={texts.destinations.noneFound}>
            {texts.destinations.noneFoundHint}
          </EmptyState>
        )}
        {found && found.length > 0 && <DestinationTable destinations={found} types={labels} />}
      </Card>
    </div>
  )
}

/** The way to a new one, also from the palette. */
function useConnect(): () => void {
  const navigate = useNavigate()
  const connect = useCallback(
    () => void navigate({ to: '/new-destination', search: {} }),
    [navigate],
  )
  useCommands(
    useMemo(
      () => [
        {
          id: 'new-destination',
          name: texts.destinations.new,
          group: texts.destinations.title,
          keys: 'n',
          run: connect,
        },
      ],
      [connect],
    ),
  )
  return connect
}

const head = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 12 })
