import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { dataViewsQuery } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { PersonLink } from '../../components/person-link.tsx'
import { texts } from '../../texts/index.ts'
import { useRecentPeople } from './recent-people.ts'

/** Whose pages were opened last in this browser. */
export function RecentCard() {
  const people = useRecentPeople()
  const { data: views = [] } = useQuery(dataViewsQuery)
  return (
    <Card title={texts.people.recent}>
      {people.length === 0 ? (
        <p className={hint}>{texts.people.noRecent}</p>
      ) : (
        <ul className={list}>
          {people.map(({ dataView, person }) => (
            <li key={`${dataView} ${person}`} className={line}>
              <PersonLink dataView={dataView} person={person} />
              <span className={hint}>
                {views.find(({ id }) => id === dataView)?.name ?? dataView}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

const hint = style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })
const list = style({ listStyleType: 'none', margin: 0, padding: 0, display: 'grid', rowGap: 4 })
const line = style({ display: 'flex', flexWrap: 'wrap', columnGap: 8, alignItems: 'baseline' })
