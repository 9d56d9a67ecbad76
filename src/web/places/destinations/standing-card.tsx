import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import type { DestinationStatus } from '../../../model/answers/destinations.ts'
import { Card } from '../../components/card.tsx'
import { FigureTile } from '../../components/figure-tile.tsx'
import { noFigure, printFigure } from '../../components/figures.ts'
import { printAgo } from '../../components/print-ago.ts'
import { texts } from '../../texts/index.ts'
import { AudienceNames } from '../../components/definition-names.tsx'

/** How many are there, wait or were not taken, and of which audiences. */
export const StandingCard = ({ status }: { readonly status: DestinationStatus }) => (
  <Card title={texts.destinations.standing}>
    <dl className={tiles}>
      <FigureTile label={texts.destinations.there} value={printFigure(status.confirmed)} />
      <FigureTile label={texts.destinations.waiting} value={printFigure(status.waiting)} />
      <FigureTile
        label={texts.destinations.dead}
        value={printFigure(status.dead)}
        hint={
          status.withoutIdentity === 0
            ? undefined
            : texts.destinations.withoutIdentity(printFigure(status.withoutIdentity))
        }
      />
      <FigureTile
        label={texts.destinations.last}
        value={status.last === null ? noFigure : printAgo(Date.parse(status.last.at))}
      />
    </dl>
    {status.problem !== null && (
      <p className={style({ font: 'ui-sm', margin: 0, overflowWrap: 'anywhere' })}>
        {status.problem}
      </p>
    )}
    <p className={style({ font: 'ui-sm', margin: 0 })}>
      {`${texts.destinations.audiences}: `}
      {status.audiences.length === 0 && noFigure}
      {status.audiences.map((id, index) => (
        <Fragment key={id}>
          {index > 0 && ', '}
          <Link to="/audiences/$id" params={{ id }} className={style({ color: 'neutral' })}>
            <AudienceNames ids={[id]} />
          </Link>
        </Fragment>
      ))}
    </p>
  </Card>
)

const tiles = style({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fill, minmax(128px, 1fr))',
  gap: 8,
  margin: 0,
})
