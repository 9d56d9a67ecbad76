import { Button } from '@react-spectrum/s2/Button'
import { Checkbox } from '@react-spectrum/s2/Checkbox'
import { SearchField } from '@react-spectrum/s2/SearchField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { SavedComponent } from '../../../model/answers/data-views.ts'
import { dataViewsQuery, savedComponentsQuery } from '../../api/index.ts'
import { ComponentPages } from '../../app/component-pages.tsx'
import { PlaceHeader } from '../../app/place-header.tsx'
import { Card } from '../../components/card.tsx'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { Controls } from '../../components/controls.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { listPage } from '../definitions/page-styles.ts'
import { ComponentTable } from './component-table.tsx'
import {
  filterFolder,
  filterSaved,
  listTags,
  noFilter,
  type SavedFilter,
  savedKey,
} from './filter-saved.ts'
import { FolderNav } from './folder-nav.tsx'
import { SelectedBar } from './selected-bar.tsx'
import { useChosenView } from './use-chosen-view.ts'

const route = getRouteApi('/components')

/** The segments, calculated metrics, date ranges and annotations of a data view. */
export function ComponentsPlace() {
  const { data: views, error } = useQuery(dataViewsQuery)
  const view = useChosenView()
  const navigate = useNavigate()
  const names = Object.fromEntries((views ?? []).map(({ id, name = id }) => [id, name]))
  return (
    <div className={listPage}>
      <PlaceHeader title={texts.saved.title} />
      <ComponentPages current="components" />
      <div className={head}>
        <h1 className={style({ font: 'heading', margin: 0, flexGrow: 1 })}>{texts.saved.title}</h1>
        {view !== undefined && (
          <>
            <ChoicePicker
              label={texts.saved.dataView}
              isLabelHidden
              value={view}
              choices={names}
              onChange={(id) => void navigate({ to: '/components', search: { view: id } })}
            />
            <NewComponents view={view} />
          </>
        )}
      </div>
      {error && <ProblemNotice error={error} />}
      {views?.length === 0 && (
        <EmptyState title={texts.saved.noDataView}>
          {texts.saved.noDataViewHint}{' '}
          <Link to="/data" className={style({ color: 'neutral' })}>
            {texts.saved.toData}
          </Link>
        </EmptyState>
      )}
      {view !== undefined && <SavedCard key={view} view={view} />}
    </div>
  )
}

/** What is made is in the folder that is shown. */
function NewComponents({ view }: { readonly view: string }) {
  const navigate = useNavigate()
  const { folder } = route.useSearch()
  return makers.map(({ to, label }, i) => (
    <Button
      key={to}
      size="S"
      variant={i === makers.length - 1 ? 'accent' : 'secondary'}
      onPress={() => void navigate({ to, search: { view, ...(folder && { folder }) } })}
    >
      {label}
    </Button>
  ))
}

const makers = [
  { to: '/components/annotation', label: texts.saved.newAnnotation },
  { to: '/components/date-range', label: texts.saved.newRange },
  { to: '/components/metric', label: texts.saved.newMetric },
  { to: '/components/segment', label: texts.saved.newSegment },
] as const

function SavedCard({ view }: { readonly view: string }) {
  const { data: all, error, refetch } = useQuery(savedComponentsQuery(view))
  const { folder } = route.useSearch()
  const [filter, setFilter] = useState(noFilter)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const chosen = (all ?? []).filter((saved) => selected.has(savedKey(saved)))
  const shown = all && filterSaved(filterFolder(all, folder), filter)
  const hasFolders = all?.some((saved) => saved.folder !== undefined) ?? false
  return (
    <Card title={texts.saved.title}>
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {!error && all === undefined && <SkeletonRows />}
      {all?.length === 0 && (
        <EmptyState title={texts.saved.none}>{texts.saved.noneHint}</EmptyState>
      )}
      {all && all.length > 0 && <Filters all={all} filter={filter} onChange={setFilter} />}
      {chosen.length > 0 && (
        <SelectedBar chosen={chosen} view={view} onUnselect={() => setSelected(new Set())} />
      )}
      <div className={hasFolders ? columns : style({ minWidth: 0 })}>
        {all && hasFolders && <FolderNav all={all} view={view} shown={folder} />}
        {all && all.length > 0 && shown?.length === 0 && (
          <EmptyState title={texts.saved.noneFound}>{texts.saved.noneFoundHint}</EmptyState>
        )}
        {all && shown && shown.length > 0 && (
          <ComponentTable
            all={all}
            shown={shown}
            dataView={view}
            folder={folder}
            selected={selected}
            onSelect={(key, isSelected) => {
              const next = new Set(selected)
              if (isSelected) next.add(key)
              else next.delete(key)
              setSelected(next)
            }}
          />
        )}
      </div>
    </Card>
  )
}

interface FiltersProps {
  readonly all: readonly SavedComponent[]
  readonly filter: SavedFilter
  readonly onChange: (filter: SavedFilter) => void
}

function Filters({ all, filter, onChange }: FiltersProps) {
  const tags = listTags(all)
  return (
    <Controls>
      <SearchField
        label={texts.saved.search}
        size="S"
        value={filter.text}
        onChange={(text) => onChange({ ...filter, text })}
      />
      <ChoicePicker
        label={texts.saved.kind}
        value={filter.kind}
        choices={{ any: texts.saved.any, ...texts.saved.kinds }}
        onChange={(kind) => onChange({ ...filter, kind })}
      />
      {tags.length > 0 && (
        <ChoicePicker
          label={texts.saved.tag}
          value={filter.tag}
          choices={{ '': texts.saved.any, ...Object.fromEntries(tags.map((tag) => [tag, tag])) }}
          onChange={(tag) => onChange({ ...filter, tag })}
        />
      )}
      {all.some(({ sameAs }) => sameAs.length > 0) && (
        <Checkbox
          size="S"
          isSelected={filter.hasSame}
          onChange={(hasSame) => onChange({ ...filter, hasSame })}
        >
          {texts.saved.onlySame}
        </Checkbox>
      )}
    </Controls>
  )
}

/** Folders, beside what is in them. */
const columns = style({
  display: 'grid',
  gridTemplateColumns: { default: 'minmax(0, 1fr)', lg: '[200px minmax(0, 1fr)]' },
  gap: 16,
  alignItems: 'start',
})
const head = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 12 })
