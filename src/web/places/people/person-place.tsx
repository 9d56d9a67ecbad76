import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { Profile } from '../../../model/answers/profiles.ts'
import { EraseDialog } from './erase-dialog.tsx'
import { PersonPage } from './person-page.tsx'
import { PersonWaiting } from './person-waiting.tsx'
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
        <PersonWaiting answer={answer} dataView={dataView} title={person} />
      )}
      <EraseDialog profile={erased} onClose={() => setErased(null)} />
    </>
  )
}
