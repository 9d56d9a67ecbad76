import { Button } from '@react-spectrum/s2/Button'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import {
  allComponentsQuery,
  type DataViewDocument,
  dataViewsQuery,
  definitionIdsQuery,
  type SharedComponentDocument,
  sharedComponentsQuery,
} from '../../api/index.ts'
import { PlaceHeader } from '../../app/place-header.tsx'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { renewComponents } from '../components/renew-components.ts'
import { NameField } from '../definitions/name-field.tsx'
import { page } from '../definitions/page-styles.ts'
import { type Draft, useDraft } from '../definitions/use-draft.ts'
import { PathField } from '../data-views/fields/path-field.tsx'
import { ShownViewProvider } from '../data-views/view-context.ts'
import { NoDataView } from './no-data-view.tsx'
import { beginShared, sharedName } from './shared-document.ts'

const route = getRouteApi('/new-shared-component')
const t = texts.sharedComponents

/** A shared component that is not there yet: of a field, or a copy of another one. */
export function NewSharedComponentPlace() {
  const { copy } = route.useSearch()
  const views = useQuery(dataViewsQuery)
  const all = useQuery(sharedComponentsQuery)
  const original = all.data?.find(({ id }) => id === copy)
  const title = original === undefined ? t.new : t.copyOf(sharedName(original))
  const error = views.error ?? all.error
  const isHere = views.data !== undefined && all.data !== undefined
  return (
    <div className={page}>
      <PlaceHeader title={title} parents={[{ label: t.title, to: '/components/shared' }]} />
      <h1 className={style({ font: 'heading', margin: 0 })}>{title}</h1>
      {error && <ProblemNotice level={2} error={error} />}
      {!error && !isHere && <SkeletonRows />}
      {views.data?.length === 0 && <NoDataView />}
      {isHere && views.data.length > 0 && (
        <NewShared key={copy ?? ''} views={views.data} original={original} />
      )}
    </div>
  )
}

interface NewSharedProps {
  readonly views: readonly DataViewDocument[]
  readonly original: SharedComponentDocument | undefined
}

function NewShared({ views, original }: NewSharedProps) {
  const [saved] = useState(() => ({ document: beginShared(original), version: 0 }))
  const { data: ids = [] } = useQuery(definitionIdsQuery('shared-component'))
  const client = useQueryClient()
  const navigate = useNavigate()
  const draft = useDraft<SharedComponentDocument>(saved)
  const { document, change, save, isSaving, error } = draft
  const make = async () => {
    if (!(await save())) return
    renewComponents(client)
    await navigate({ to: '/components/shared/$id', params: { id: document.id }, search: {} })
  }
  return (
    <form
      className={style({ display: 'grid', gap: 16, minWidth: 0 })}
      onSubmit={(event) => {
        event.preventDefault()
        void make()
      }}
    >
      <p className={style({ font: 'ui', color: 'neutral-subdued', margin: 0, maxWidth: 640 })}>
        {t.newHint}
      </p>
      <div className={row}>
        <NameField name={document.name ?? ''} taken={ids} onChange={change} />
        {original === undefined && <KindAndField views={views} draft={draft} />}
        <Button
          type="submit"
          size="S"
          variant="accent"
          isDisabled={document.id === ''}
          isPending={isSaving}
          // Beside the fields, below their labels.
          styles={style({ marginTop: 20 })}
        >
          {texts.definition.create}
        </Button>
      </div>
      {error && <ProblemNotice level={2} error={error} />}
    </form>
  )
}

interface KindAndFieldProps {
  readonly views: readonly DataViewDocument[]
  readonly draft: Draft<SharedComponentDocument>
}

/** Whether it is a dimension or a metric, and the field that it reads: one that a data view has. */
function KindAndField({ views, draft: { document, change } }: KindAndFieldProps) {
  const [chosen, setView] = useState('')
  const view = views.find(({ id }) => id === chosen) ?? views[0]!
  const { data: known, error } = useQuery(allComponentsQuery(view.id))
  const names = Object.fromEntries(views.map(({ id, name = id }) => [id, name]))
  return (
    <>
      <ChoicePicker
        label={t.kind}
        value={document.component}
        choices={t.kinds}
        onChange={(component) => change({ component })}
      />
      {views.length > 1 && (
        <ChoicePicker label={t.fieldOf} value={view.id} choices={names} onChange={setView} />
      )}
      {error && <ProblemNotice error={error} />}
      {known && (
        <ShownViewProvider value={{ draft: { document: view }, known, shared: [] }}>
          <PathField
            label={t.field}
            size="S"
            value={document.settings.field ?? ''}
            onChange={(field) => change({ settings: field === undefined ? {} : { field } })}
          />
        </ShownViewProvider>
      )}
    </>
  )
}

const row = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'start', gap: 12 })
