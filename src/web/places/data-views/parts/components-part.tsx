import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { EmptyState } from '../../../components/empty-state.tsx'
import { texts } from '../../../texts/index.ts'
import {
  componentId,
  type ComponentPlace,
  findComponent,
  listOf,
  printPlace,
  readPlace,
} from '../component-list.ts'
import { ComponentPanel } from '../component-panel.tsx'
import { ComponentsCard } from '../components-card.tsx'
import { DerivedFieldsCard } from '../derived-fields-card.tsx'
import { ItemsPreviewCard } from '../items-preview-card.tsx'
import { StandardPanel } from '../standard-panel.tsx'
import { useViewLabels } from '../use-view-labels.ts'
import { standardOf, useViewEditing } from '../view-context.ts'
import type { ViewDocument } from '../view-document.ts'

const route = getRouteApi('/data/data-views/$id')

/** The components, the settings of the one that is chosen, and its items before and after a change. */
export function ComponentsPart() {
  const { draft } = useViewEditing()
  const { place, show } = useChosen()
  return (
    <div className={columns}>
      <div className={style({ display: 'grid', gap: 16, minWidth: 0 })}>
        <ComponentsCard chosen={place} />
        <DerivedFieldsCard />
      </div>
      <Chosen key={place && keyOf(draft.document, place)} place={place} onShow={show} />
    </div>
  )
}

interface ChosenPlace {
  readonly place: ComponentPlace | undefined
  readonly show: (next: ComponentPlace | undefined) => void
}

/** The component that the address names. Its new id holds at once: the address follows a moment later. */
function useChosen(): ChosenPlace {
  const { component } = route.useSearch()
  const { draft } = useViewEditing()
  const { id } = draft.document
  const navigate = useNavigate()
  const [ahead, setAhead] = useState<{
    readonly of: typeof component
    readonly place: ComponentPlace
  }>()
  return {
    place: ahead !== undefined && ahead.of === component ? ahead.place : readPlace(component),
    show(next) {
      setAhead(next && { of: component, place: next })
      void navigate({
        to: '/data/data-views/$id',
        params: { id },
        search: next === undefined ? {} : { component: printPlace(next) },
        replace: true,
        resetScroll: false,
      })
    },
  }
}

/** Where it stands in its list, which stays the same when its id is changed. */
function keyOf(document: ViewDocument, { list, id }: ComponentPlace): string {
  const index = listOf(document, list).findIndex((each) => componentId(each) === id)
  return index < 0 ? `${list}:${id}` : `${list} ${index}`
}

interface ChosenProps {
  readonly place: ComponentPlace | undefined
  readonly onShow: (next: ComponentPlace | undefined) => void
}

function Chosen({ place, onShow }: ChosenProps) {
  const editing = useViewEditing()
  const { draft, known } = editing
  const usesOf = useViewLabels(editing)
  const own = place && findComponent(draft.document, place)
  const standard = place && standardOf(known, place.list).find(({ id }) => id === place.id)
  if (place === undefined || (own === undefined && standard === undefined)) {
    return (
      <EmptyState title={texts.dataViewPage.chooseOne}>{texts.dataViewPage.chooseHint}</EmptyState>
    )
  }
  return (
    <>
      {own !== undefined && <ComponentPanel place={place} component={own} onShow={onShow} />}
      {own === undefined && standard !== undefined && (
        <StandardPanel entry={standard} dataView={draft.document.id} uses={usesOf(place)} />
      )}
      <ItemsPreviewCard place={place} />
    </>
  )
}

const columns = style({
  display: 'grid',
  gridTemplateColumns: {
    default: 'minmax(0, 1fr)',
    lg: '[minmax(220px, 1fr) minmax(0, 1.7fr) minmax(300px, 1.4fr)]',
  },
  gap: 16,
  alignItems: 'start',
})
