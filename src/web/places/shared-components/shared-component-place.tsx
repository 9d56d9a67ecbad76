import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import {
  allComponentsQuery,
  type DataViewDocument,
  dataViewsQuery,
  RequestError,
  type SharedComponentDocument,
  sharedComponentsQuery,
  type Versioned,
  versionedQuery,
} from '../../api/index.ts'
import { PlaceHeader } from '../../app/place-header.tsx'
import { Card } from '../../components/card.tsx'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { page } from '../definitions/page-styles.ts'
import { type Draft, useDraft } from '../definitions/use-draft.ts'
import { listFor } from '../data-views/component-list.ts'
import { ItemsPreviewCard } from '../data-views/items-preview-card.tsx'
import { SettingSections } from '../data-views/setting-sections.tsx'
import { ShownViewProvider } from '../data-views/view-context.ts'
import { AboutCard } from './about-card.tsx'
import { BrokenNotice } from './broken-notice.tsx'
import { NoDataView } from './no-data-view.tsx'
import { sharedName, tryShared, usesIn } from './shared-document.ts'
import { SharedHead } from './shared-head.tsx'
import { UsesCard } from './uses-card.tsx'

const route = getRouteApi('/components/shared/$id')
const t = texts.sharedComponents

/** One shared component: its settings, its items in a data view, who uses it, and what a change breaks. */
export function SharedComponentPlace() {
  const { id } = route.useParams()
  const saved = useQuery(versionedQuery<SharedComponentDocument>('shared-component', id))
  const views = useQuery(dataViewsQuery)
  const error = saved.error ?? views.error
  const isUnknown = error instanceof RequestError && error.problem.status === 404
  return (
    <div className={page}>
      <PlaceHeader
        title={saved.data ? sharedName(saved.data.document) : id}
        parents={[{ label: t.title, to: '/components/shared' }]}
      />
      {isUnknown && (
        <EmptyState title={t.unknown(id)}>
          <Link to="/components/shared" search={{}} className={style({ color: 'neutral' })}>
            {t.toAll}
          </Link>
        </EmptyState>
      )}
      {error && !isUnknown && (
        <ProblemNotice level={2} error={error} onRetry={() => void saved.refetch()} />
      )}
      {!error && (!saved.data || !views.data) && <SkeletonRows />}
      {!error && saved.data && views.data && (
        <SharedEditor key={id} saved={saved.data} views={views.data} />
      )}
    </div>
  )
}

interface SharedEditorProps {
  readonly saved: Versioned<SharedComponentDocument>
  readonly views: readonly DataViewDocument[]
}

function SharedEditor({ saved, views }: SharedEditorProps) {
  const draft = useDraft(saved)
  const users = views.filter((view) => usesIn(view, saved.document).length > 0)
  const { view: chosen } = route.useSearch()
  const view = views.find(({ id }) => id === chosen) ?? users[0] ?? views[0]
  return (
    <>
      <SharedHead draft={draft} users={users} />
      <BrokenNotice draft={draft} users={users} />
      {view === undefined ? (
        <NoDataView />
      ) : (
        <InView key={view.id} draft={draft} view={view} views={views} users={users} />
      )}
    </>
  )
}

interface InViewProps {
  readonly draft: Draft<SharedComponentDocument>
  readonly view: DataViewDocument
  readonly views: readonly DataViewDocument[]
  readonly users: readonly DataViewDocument[]
}

/** Its settings and items, as a data view has them. */
function InView({ draft, view, views, users }: InViewProps) {
  const { document } = draft
  const known = useQuery(allComponentsQuery(view.id))
  const shared = useQuery(sharedComponentsQuery)
  const navigate = useNavigate()
  const tried = useMemo(() => tryShared(view, document), [view, document])
  const error = known.error ?? shared.error
  if (error) return <ProblemNotice level={2} error={error} />
  if (!known.data || !shared.data) return <SkeletonRows />
  const shown = { draft: { document: tried.document }, known: known.data, shared: shared.data }
  const names = Object.fromEntries(views.map(({ id, name = id }) => [id, name]))
  return (
    <ShownViewProvider value={shown}>
      <div className={columns}>
        <Card title={t.titles[document.component](sharedName(document))}>
          <SettingSections
            list={listFor(document)}
            without="id"
            value={document.settings}
            inherited={document.name === undefined ? undefined : { name: document.name }}
            onChange={(settings) => draft.change({ settings })}
          />
        </Card>
        <div className={style({ display: 'grid', gap: 16, minWidth: 0 })}>
          <div className={style({ display: 'grid', gap: 4, justifyItems: 'start' })}>
            <ChoicePicker
              label={t.lookIn}
              value={view.id}
              choices={names}
              onChange={(id) =>
                void navigate({
                  to: '/components/shared/$id',
                  params: { id: document.id },
                  search: { view: id },
                  replace: true,
                  resetScroll: false,
                })
              }
            />
            {!users.includes(view) && (
              <p className={note}>{t.notUsedThere(view.name ?? view.id)}</p>
            )}
          </div>
          <UsesCard draft={draft} users={users} />
          <ItemsPreviewCard place={tried.place} />
          <AboutCard draft={draft} />
        </div>
      </div>
    </ShownViewProvider>
  )
}

const columns = style({
  display: 'grid',
  gridTemplateColumns: { default: 'minmax(0, 1fr)', lg: 'minmax(0, 3fr) minmax(0, 2fr)' },
  gap: 16,
  alignItems: 'start',
})
const note = style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })
