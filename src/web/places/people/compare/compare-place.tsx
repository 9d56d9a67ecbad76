import { getRouteApi } from '@tanstack/react-router'
import { texts } from '../../../texts/index.ts'
import { PersonWaiting } from '../person-waiting.tsx'
import { type PersonView, usePersonView } from '../use-person-view.ts'
import { ChoosePerson } from './choose-person.tsx'
import { ComparePage } from './compare-page.tsx'
import { useNamedPerson } from './use-named-person.ts'

const route = getRouteApi('/people/$dataView/$person/compare')

/** Two people beside each other, as a data view sees them; each is named by any identity. */
export function ComparePlace() {
  const { dataView } = route.useParams()
  const answer = usePersonView(dataView)
  return answer.kind === 'ready' ? (
    <Compared view={answer.view} />
  ) : (
    <PersonWaiting answer={answer} dataView={dataView} title={texts.people.compare.title} />
  )
}

function Compared({ view }: { readonly view: PersonView }) {
  const { id } = view.dataView
  const { person } = route.useParams()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const first = useNamedPerson(view, person)
  const second = useNamedPerson(view, search.with)
  if (first?.kind === 'loading' || second?.kind === 'loading') {
    return <PersonWaiting answer={loading} dataView={id} title={texts.people.compare.title} />
  }
  if (first?.kind !== 'one') {
    const choose = (chosen: string) =>
      void navigate({ params: { dataView: id, person: chosen }, search, replace: true })
    return <ChoosePerson view={view} asked={first} onChoose={choose} />
  }
  if (second?.kind !== 'one' || second.person === first.person) {
    const { event: _, of: __, ...kept } = search
    const choose = (chosen: string) => void navigate({ search: { ...kept, with: chosen } })
    return <ChoosePerson view={view} beside={first} asked={second} onChoose={choose} />
  }
  const people = [first.person, second.person] as const
  return <ComparePage key={`${id} ${people.join(' ')}`} view={view} people={people} />
}

const loading = { kind: 'loading' } as const
