import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { getRouteApi } from '@tanstack/react-router'
import { PlaceHeader } from '../../app/place-header.tsx'
import { texts } from '../../texts/index.ts'
import { listPage } from '../definitions/page-styles.ts'
import { FindPerson } from './find-person.tsx'
import { FoundPeople } from './found-people.tsx'
import { RecentCard } from './recent-card.tsx'
import { SegmentCard } from './segment-card.tsx'

const route = getRouteApi('/people')

/** Finds people, by an identity or among those of a segment. */
export function PeoplePlace() {
  const { find } = route.useSearch()
  return (
    <div className={listPage}>
      <PlaceHeader title={texts.people.title} />
      <h1 className={style({ font: 'heading', margin: 0 })}>{texts.people.title}</h1>
      <FindPerson key={find ?? ''} found={find ?? ''} isLarge />
      {find !== undefined && <FoundPeople search={find} />}
      <div className={pair}>
        <SegmentCard />
        <RecentCard />
      </div>
    </div>
  )
}

const pair = style({
  display: 'grid',
  gridTemplateColumns: { default: ['minmax(0, 1fr)'], lg: ['minmax(0, 2fr)', 'minmax(0, 1fr)'] },
  gap: 16,
  alignItems: 'start',
})
