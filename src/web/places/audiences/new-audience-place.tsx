import { Button } from '@react-spectrum/s2/Button'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type AudienceDocument, type DataViewDocument, dataViewsQuery } from '../../api/index.ts'
import { PlaceHeader } from '../../app/place-header.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { NameField } from '../definitions/name-field.tsx'
import { useDraft } from '../definitions/use-draft.ts'
import { AboutCard } from './about-card.tsx'
import { isWhole } from './audience-draft.ts'
import { AudienceDenials } from './audience-denials.tsx'
import { DestinationsCard } from './destinations-card.tsx'
import { DryRunButton } from './dry-run-button.tsx'
import { column, columns, page } from '../definitions/page-styles.ts'
import { RefreshCard } from './refresh-card.tsx'
import { SizeCard } from './size-card.tsx'
import { useAudiencePreview } from './use-audience-preview.ts'
import { WhoCard } from './who-card.tsx'

const route = getRouteApi('/new-audience')

/** An audience that is not there yet. */
export function NewAudiencePlace() {
  const { data: dataViews, error, refetch } = useQuery(dataViewsQuery)
  const [first] = dataViews ?? []
  return (
    <div className={page}>
      <PlaceHeader
        title={texts.audiences.new}
        parents={[{ label: texts.audiences.title, to: '/audiences' }]}
      />
      <h1 className={style({ font: 'heading', margin: 0 })}>{texts.audiences.new}</h1>
      {error && <ProblemNotice level={2} error={error} onRetry={() => void refetch()} />}
      {!error && !dataViews && <SkeletonRows />}
      {dataViews?.length === 0 && (
        <EmptyState title={texts.audiences.needsDataView}>
          <Link to="/data" className={style({ color: 'neutral' })}>
            {texts.audiences.toData}
          </Link>
        </EmptyState>
      )}
      {first && <NewAudience dataViews={dataViews ?? []} first={first} />}
    </div>
  )
}

interface NewAudienceProps {
  readonly dataViews: readonly DataViewDocument[]
  readonly first: DataViewDocument
}

function NewAudience({ dataViews, first }: NewAudienceProps) {
  const { view = first.id, segment } = route.useSearch()
  const navigate = useNavigate()
  const [saved] = useState(() => ({ document: begin(view, segment), version: 0 }))
  const draft = useDraft<AudienceDocument>(saved)
  const { document, change, save, isSaving, error } = draft
  const shown = useAudiencePreview(document)
  const timeZone = dataViews.find(({ id }) => id === document.dataView)?.timeZone ?? 'UTC'
  const make = async () => {
    if (!(await save())) return
    await navigate({ to: '/audiences/$id', params: { id: document.id } })
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
        <Button
          type="submit"
          size="S"
          variant="accent"
          isDisabled={!isWhole(document)}
          isPending={isSaving}
        >
          {texts.definition.create}
        </Button>
        <DryRunButton draft={draft} />
      </div>
      {error && <ProblemNotice level={2} error={error} />}
      <AudienceDenials denials={shown.preview?.denials ?? []} dataView={document.dataView} />
      <div className={columns}>
        <div className={column}>
          <WhoCard draft={draft} uses={shown.preview?.labels ?? []} />
          <SizeCard shown={shown} document={document} />
        </div>
        <div className={column}>
          {document.source !== 'imported' && <RefreshCard draft={draft} timeZone={timeZone} />}
          <DestinationsCard draft={draft} denials={shown.preview?.denials ?? []} />
          <AboutCard draft={draft} />
        </div>
      </div>
    </form>
  )
}

const begin = (dataView: string, segment: string | undefined): AudienceDocument => ({
  kind: 'audience',
  id: '',
  dataView,
  ...(segment !== undefined && { segments: [segment] }),
})

const head = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: 8 })
