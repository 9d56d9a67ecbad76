import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { IdentityGraph } from '../../../model/answers/identity.ts'
import { printInstant } from '../../components/figures.ts'
import { texts } from '../../texts/index.ts'
import { pairKey } from '../identity/drawn-graph.ts'
import { sayReason } from '../identity/say-reason.ts'

interface LostLinksProps {
  readonly lost: IdentityGraph['lost']
  readonly timeZone: string
}

/** The links that do not stand, in words. */
export function LostLinks({ lost, timeZone }: LostLinksProps) {
  const say = texts.people.identities
  if (lost.length === 0) return null
  return (
    <ul className={list}>
      {lost.map(({ ids, to, reason, time }) => (
        <li key={pairKey(ids)}>
          <span className={style({ color: 'negative' })}>{say.lost}</span>{' '}
          {say.lostLink(ids[0], ids[1], printInstant(time, timeZone))}: {sayReason(reason)}
          {to !== null && `; ${say.keptInstead(to.join(' – '))}`}.
        </li>
      ))}
    </ul>
  )
}

const list = style({
  listStyleType: 'none',
  margin: 0,
  padding: 0,
  display: 'grid',
  rowGap: 4,
  font: 'ui-sm',
  overflowWrap: 'anywhere',
})
