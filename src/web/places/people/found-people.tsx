import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import type { FoundPeople as Answer } from '../../../model/answers/profiles.ts'
import { dataViewsQuery, foundPeopleQuery } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { PersonLink } from '../../components/person-link.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'

/** Everybody who has what is searched for, or where it was looked for. */
export function FoundPeople({ search }: { readonly search: string }) {
  const { data, error, isPlaceholderData, refetch } = useQuery(foundPeopleQuery(search))
  return (
    <Card title={texts.people.found(search)}>
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {!error && (data === undefined || isPlaceholderData) && <SkeletonRows />}
      {!error && data !== undefined && !isPlaceholderData && (
        <div role="status">
          {data.found.length === 0 ? <Nobody search={search} answer={data} /> : <List {...data} />}
        </div>
      )}
    </Card>
  )
}

function List({ found }: Answer) {
  const { data: views = [] } = useQuery(dataViewsQuery)
  const nameOf = (id: string) => views.find((view) => view.id === id)?.name ?? id
  return (
    <DataTable
      label={texts.people.results}
      rows={found}
      keyOf={({ connection, person }) => `${connection} ${person}`}
      columns={[
        {
          name: texts.people.person,
          cell: ({ person, dataViews }) => {
            const [first] = dataViews
            return first === undefined ? person : <PersonLink dataView={first} person={person} />
          },
        },
        {
          name: texts.people.foundBy,
          cell: ({ identities }) =>
            identities.map(({ namespace, id }) => `${namespace}:${id}`).join(', ') ||
            texts.people.byName,
        },
        { name: texts.people.connection, cell: ({ connection }) => connection },
        {
          name: texts.people.openIn,
          cell: ({ dataViews, person }) =>
            dataViews.length === 0 ? (
              texts.people.noDataView
            ) : (
              <span className={style({ display: 'flex', flexWrap: 'wrap', columnGap: 12 })}>
                {dataViews.map((dataView) => (
                  <PersonLink key={dataView} dataView={dataView} person={person}>
                    {nameOf(dataView)}
                  </PersonLink>
                ))}
              </span>
            ),
        },
      ]}
    />
  )
}

interface NobodyProps {
  readonly search: string
  readonly answer: Answer
}

const Nobody = ({ search, answer: { namespaces, connections } }: NobodyProps) => (
  <EmptyState title={texts.people.nobodyHas(search)}>
    {connections.length === 0
      ? texts.people.noConnections
      : texts.people.lookedIn(namespaces, connections)}
  </EmptyState>
)
