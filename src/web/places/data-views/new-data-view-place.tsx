import { Button } from '@react-spectrum/s2/Button'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type ConnectionDocument, connectionsQuery, versionedQuery } from '../../api/index.ts'
import { PlaceHeader } from '../../app/place-header.tsx'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { NameField } from '../definitions/name-field.tsx'
import { page } from '../definitions/page-styles.ts'
import { useDraft } from '../definitions/use-draft.ts'
import type { ViewDocument } from './view-document.ts'

const route = getRouteApi('/new-data-view')
const words = texts.dataViewPage

/** A data view that is not there yet: of a connection, or a copy of another one. */
export function NewDataViewPlace() {
  const { copy } = route.useSearch()
  const connections = useQuery(connectionsQuery)
  const original = useQuery({
    ...versionedQuery<ViewDocument>('data-view', copy ?? ''),
    enabled: copy !== undefined,
  })
  const error = connections.error ?? original.error
  const isHere =
    connections.data !== undefined && (copy === undefined || original.data !== undefined)
  const title = copy === undefined ? words.new : words.copyOf(original.data?.document.name ?? copy)
  return (
    <div className={page}>
      <PlaceHeader title={title} parents={[{ label: texts.data.title, to: '/data' }]} />
      <h1 className={style({ font: 'heading', margin: 0 })}>{title}</h1>
      {error && <ProblemNotice level={2} error={error} />}
      {!error && !isHere && <SkeletonRows />}
      {connections.data?.length === 0 && (
        <EmptyState title={words.needsConnection}>
          <Link to="/data" className={style({ color: 'neutral' })}>
            {words.toData}
          </Link>
        </EmptyState>
      )}
      {isHere && connections.data.length > 0 && (
        <NewDataView connections={connections.data} original={original.data?.document} />
      )}
    </div>
  )
}

interface NewDataViewProps {
  readonly connections: readonly ConnectionDocument[]
  readonly original: ViewDocument | undefined
}

function NewDataView({ connections, original }: NewDataViewProps) {
  const { connection = connections[0]?.id ?? '' } = route.useSearch()
  const navigate = useNavigate()
  const [saved] = useState(() => ({ document: begin(connection, original), version: 0 }))
  const draft = useDraft<ViewDocument>(saved)
  const { document, change, save, isSaving, error } = draft
  const make = async () => {
    if (!(await save())) return
    await navigate({ to: '/data/data-views/$id', params: { id: document.id }, search: {} })
  }
  return (
    <form
      className={style({ display: 'grid', gap: 16, minWidth: 0 })}
      onSubmit={(event) => {
        event.preventDefault()
        void make()
      }}
    >
      <div className={head}>
        <NameField name={document.name ?? ''} onChange={change} />
        {original === undefined && (
          <ChoicePicker
            label={words.connection}
            value={document.connection}
            choices={Object.fromEntries(connections.map(({ id, name = id }) => [id, name]))}
            onChange={(next) => change({ connection: next })}
          />
        )}
        <Button
          type="submit"
          size="S"
          variant="accent"
          isDisabled={document.id === ''}
          isPending={isSaving}
        >
          {texts.definition.create}
        </Button>
      </div>
      <p className={style({ font: 'ui', color: 'neutral-subdued', margin: 0, maxWidth: 640 })}>
        {original === undefined ? words.newHint : words.copyHint}
      </p>
      {error && <ProblemNotice level={2} error={error} />}
    </form>
  )
}

/** A copy has another name, and goes by no other's external id. */
function begin(connection: string, original: ViewDocument | undefined): ViewDocument {
  if (original === undefined) {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
    return { kind: 'data-view', id: '', connection, timeZone }
  }
  const { externalId: _, name: __, ...rest } = original
  return { ...rest, id: '' }
}

const head = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'start', gap: 12 })
