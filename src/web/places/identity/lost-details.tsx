import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { IdentityGraph } from '../../../model/answers/identity.ts'
import { printInstant, noFigure } from '../../components/figures.ts'
import { texts } from '../../texts/index.ts'
import { Facts } from './facts.tsx'
import { sayReason } from './say-reason.ts'

type Lost = IdentityGraph['lost'][number]

/** A link that does not stand: why, and what beat it. */
export const LostDetails = ({ lost: { ids, to, reason, time } }: { readonly lost: Lost }) => (
  <>
    <strong className={style({ font: 'title-sm' })}>{ids.join(' – ')}</strong>
    <Facts
      label={ids.join(' – ')}
      facts={[
        [texts.identity.lostWhy, sayReason(reason)],
        [texts.identity.lostTo, to?.join(' – ') ?? noFigure],
        [texts.identity.last, printInstant(time)],
      ]}
    />
  </>
)
