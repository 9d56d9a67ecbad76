import { Button } from '@react-spectrum/s2/Button'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { AlertList } from '../../../model/answers/alerts.ts'
import { freeId } from '../../../model/propose-id.ts'
import { type AlertDocument, alertsQuery, dataViewsQuery } from '../../api/index.ts'
import { PlaceHeader } from '../../app/place-header.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { NameField } from '../definitions/name-field.tsx'
import { page } from '../definitions/page-styles.ts'
import { useDraft } from '../definitions/use-draft.ts'
import { AlertCards } from './alert-cards.tsx'
import { isWhole } from './alert-draft.ts'

const route = getRouteApi('/new-alert')

/** An alert that is not there yet. */
export function NewAlertPlace() {
  const { data: dataViews, error, refetch } = useQuery(dataViewsQuery)
  const { data: all } = useQuery(alertsQuery)
  const [first] = dataViews ?? []
  return (
    <div className={page}>
      <PlaceHeader
        title={texts.alerts.new}
        parents={[{ label: texts.alerts.title, to: '/alerts' }]}
      />
      <h1 className={style({ font: 'heading', margin: 0 })}>{texts.alerts.new}</h1>
      {error && <ProblemNotice level={2} error={error} onRetry={() => void refetch()} />}
      {!error && !(dataViews && all) && <SkeletonRows />}
      {dataViews?.length === 0 && (
        <EmptyState title={texts.alerts.needsDataView}>
          <Link to="/data" className={style({ color: 'neutral' })}>
            {texts.alerts.toData}
          </Link>
        </EmptyState>
      )}
      {first && all && <NewAlert dataView={first.id} all={all} />}
    </div>
  )
}

interface NewAlertProps {
  readonly dataView: string
  readonly all: AlertList
}

function NewAlert({ dataView, all }: NewAlertProps) {
  const { from } = route.useSearch()
  const navigate = useNavigate()
  const taken = all.rows.map(({ id }) => id)
  const [saved] = useState(() => {
    const document: AlertDocument = {
      kind: 'alert',
      id: freeId(from?.name ?? '', taken) ?? '',
      dataView,
      metrics: [],
      ...from,
    }
    return { document, version: 0 }
  })
  const draft = useDraft<AlertDocument>(saved)
  const { document, change, save, isSaving, error } = draft
  const make = async () => {
    if (!(await save())) return
    await navigate({ to: '/alerts/$id', params: { id: document.id } })
  }
  return (
    <form
      className={style({ display: 'grid', gap: 16, minWidth: 0 })}
      onSubmit={(event) => {
        event.preventDefault()
        void make()
      }}
    >
      <div className={style({ display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: 8 })}>
        <NameField name={document.name ?? ''} taken={taken} onChange={change} />
        <Button
          type="submit"
          size="S"
          variant="accent"
          isDisabled={!isWhole(document)}
          isPending={isSaving}
        >
          {texts.definition.create}
        </Button>
      </div>
      {error && <ProblemNotice level={2} error={error} />}
      <AlertCards draft={draft} sendsMail={all.sendsMail} />
    </form>
  )
}
