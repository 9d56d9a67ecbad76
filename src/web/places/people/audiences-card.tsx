import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Profile } from '../../../model/answers/profiles.ts'
import { audienceDocumentsQuery } from '../../api/index.ts'
import { texts } from '../../texts/index.ts'
import { PersonCard } from './person-card.tsx'
import { printWhen } from './print-value.ts'

interface AudiencesCardProps {
  readonly audiences: Profile['audiences']
  readonly timeZone: string
}

/** The audiences that somebody is in, and those that they left. */
export function AudiencesCard({ audiences, timeZone }: AudiencesCardProps) {
  const { data: known = [] } = useQuery(audienceDocumentsQuery)
  const say = texts.people.audiences
  const all = Object.entries(audiences).toSorted(
    ([, a], [, b]) => Number(a.status === 'exited') - Number(b.status === 'exited'),
  )
  return (
    <PersonCard title={say.title}>
      {all.length === 0 ? (
        <span className={subdued}>{say.none}</span>
      ) : (
        <ul aria-label={say.title} className={list}>
          {all.map(([id, { status, since }]) => {
            const isIn = status !== 'exited'
            const when = printWhen(since, timeZone)
            return (
              <li key={id} className={line}>
                <svg
                  width="10"
                  height="10"
                  role="img"
                  aria-label={isIn ? say.isIn : say.isOut}
                  className={style({ flexShrink: 0 })}
                >
                  <circle cx="5" cy="5" r="4" className={dot({ isIn })} />
                </svg>
                <span className={style({ minWidth: 0, overflowWrap: 'anywhere' })}>
                  <Link to="/audiences/$id" params={{ id }} className={style({ color: 'neutral' })}>
                    {known.find((each) => each.id === id)?.name ?? id}
                  </Link>{' '}
                  <span className={subdued}>{isIn ? say.since(when) : say.left(when)}</span>
                </span>
              </li>
            )
          })}
        </ul>
      )}
    </PersonCard>
  )
}

const subdued = style({ font: 'ui-sm', color: 'neutral-subdued' })
const list = style({ listStyleType: 'none', margin: 0, padding: 0, display: 'grid', rowGap: 8 })
const line = style({ display: 'flex', gap: 8, alignItems: 'baseline', font: 'ui-sm' })
const dot = style({
  fill: { default: 'none', isIn: 'gray-900' },
  stroke: 'gray-700',
  strokeWidth: 1,
})
