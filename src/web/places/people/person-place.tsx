import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { Profile } from '../../../model/answers/profiles.ts'
import { PlaceHeader } from '../../app/place-header.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { EraseDialog } from './erase-dialog.tsx'
import { FindPerson } from './find-person.tsx'
import { PersonPage } from './person-page.tsx'
import { noteOpened } from './recent-people.ts'
import { usePersonView } from './use-person-view.ts'

const route = getRouteApi('/people/$dataView/$person')

/** One person, as a data view sees them. */
export function PersonPlace() {
  const { dataView, person } = route.useParams()
  const answer = usePersonView(dataView)
  const [erased, setErased] = useState<Profile | null>(null)
  useEffect(() => noteOpened({ dataView, person }), [dataView, person])
  return (
    <>
      {answer.kind === 'ready' ? (
        <PersonPage
          key={`${dataView} ${person}`}
          view={answer.view}
          person={person}
          onErase={setErased}
        />
      ) : (
        <Waiting answer={answer} dataView={dataView} person={person} />
      )}
      <EraseDialog profile={erased} onClose={() => setErased(null)} />
    </>
  )
}

interface WaitingProps {
  readonly answer: Exclude<ReturnType<typeof usePersonView>, { readonly kind: 'ready' }>
  readonly dataView: string
  readonly person: string
}

/** What there is where the journey cannot be asked. */
function Waiting({ answer, dataView, person }: WaitingProps) {
  return (
    <div className={page}>
      <PlaceHeader
        title={person}
        parents={[{ label: texts.people.title, to: '/people' }]}
        actions={<FindPerson />}
      />
      {answer.kind === 'failed' && <ProblemNotice error={answer.error} onRetry={answer.retry} />}
      {answer.kind === 'loading' && <SkeletonRows />}
      {answer.kind === 'no-view' && (
        <EmptyState title={texts.people.noView(dataView)}>{texts.people.noViewHint}</EmptyState>
      )}
      {answer.kind === 'not-built' && (
        <EmptyState title={texts.people.notBuilt}>{texts.people.notBuiltHint}</EmptyState>
      )}
    </div>
  )
}

const page = style({ padding: 24 })
