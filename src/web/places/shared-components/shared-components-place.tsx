import { Button } from '@react-spectrum/s2/Button'
import { SearchField } from '@react-spectrum/s2/SearchField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { dataViewsQuery, sharedComponentsQuery } from '../../api/index.ts'
import { ComponentPages } from '../../app/component-pages.tsx'
import { PlaceHeader } from '../../app/place-header.tsx'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { matchesWords } from '../../components/matches-words.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { listPage } from '../definitions/page-styles.ts'
import { sharedName } from './shared-document.ts'
import { SharedTable } from './shared-table.tsx'

const route = getRouteApi('/components/shared')
const t = texts.sharedComponents

/** Every shared component, and the data views that use it. */
export function SharedComponentsPlace() {
  const { find = '' } = route.useSearch()
  const navigate = useNavigate()
  const { data: all, error, refetch } = useQuery(sharedComponentsQuery)
  const { data: views } = useQuery(dataViewsQuery)
  const found = all?.filter((shared) => {
    const { id, component, tags = [], settings } = shared
    const { field, folder, description } = settings
    const said = [sharedName(shared), id, component, field, folder, description]
    return matchesWords(find, [...said, ...tags, ...(settings.tags ?? [])])
  })
  return (
    <div className={listPage}>
      <PlaceHeader title={t.title} parents={[{ label: texts.saved.title, to: '/components' }]} />
      <ComponentPages current="shared" />
      <div className={head}>
        <h1 className={style({ font: 'heading', margin: 0, flexGrow: 1 })}>{t.title}</h1>
        <SearchField
          aria-label={t.search}
          size="S"
          value={find}
          onChange={(text) =>
            void navigate({
              to: '/components/shared',
              search: text === '' ? {} : { find: text },
              replace: true,
            })
          }
        />
        <Button
          size="S"
          variant="accent"
          onPress={() => void navigate({ to: '/new-shared-component', search: {} })}
        >
          {t.new}
        </Button>
      </div>
      <Card title={t.title}>
        {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
        {!error && all === undefined && <SkeletonRows />}
        {all?.length === 0 && <EmptyState title={t.none}>{t.noneHint}</EmptyState>}
        {all && all.length > 0 && found?.length === 0 && (
          <EmptyState title={t.noneFound}>{t.noneFoundHint}</EmptyState>
        )}
        {found && found.length > 0 && <SharedTable shown={found} views={views ?? []} />}
      </Card>
    </div>
  )
}

const head = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 12 })
