import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Fragment } from 'react'
import { getOwn } from '../../../model/own.ts'
import type { AudiencePublished, ShownDeliveries } from '../../../model/answers/audiences.ts'
import { DataTable } from '../../components/data-table.tsx'
import { FigureTile } from '../../components/figure-tile.tsx'
import { noFigure, printFigure } from '../../components/figures.ts'
import { PersonLink } from '../../components/person-link.tsx'
import { texts } from '../../texts/index.ts'

interface DryRunOutcomeProps {
  readonly published: AudiencePublished
  readonly dataView: string
}

/** What publishing would do: how many move, some of them, and what destinations would be told. */
export function DryRunOutcome({ published, dataView }: DryRunOutcomeProps) {
  const { members, entered, left, stays, sample } = published
  const isStill = entered === 0 && left === 0
  return (
    <>
      <dl className={tiles}>
        <FigureTile label={texts.audiences.wouldEnter} value={printFigure(entered)} />
        <FigureTile label={texts.audiences.wouldLeave} value={printFigure(left)} />
        <FigureTile label={texts.audiences.stays} value={printFigure(stays)} />
        <FigureTile label={texts.audiences.size} value={printFigure(members)} />
      </dl>
      {isStill && <span>{texts.audiences.nobodyMoves}</span>}
      <Persons
        label={texts.audiences.wouldEnter}
        persons={sample.entered}
        all={entered}
        dataView={dataView}
      />
      <Persons
        label={texts.audiences.wouldLeave}
        persons={sample.left}
        all={left}
        dataView={dataView}
      />
      <Sent published={published} />
      {Object.entries(published.payloads ?? {}).map(([destination, shown]) => (
        <Payload key={destination} destination={destination} shown={shown} />
      ))}
      {published.warnings.map((warning) => (
        <span key={warning}>{warning}</span>
      ))}
    </>
  )
}

interface PersonsProps {
  readonly label: string
  readonly persons: readonly string[]
  readonly all: number
  readonly dataView: string
}

function Persons({ label, persons, all, dataView }: PersonsProps) {
  if (persons.length === 0) return null
  return (
    <p className={style({ font: 'ui-sm', margin: 0, overflowWrap: 'anywhere' })}>
      <strong>
        {label}
        {texts.audiences.first(persons.length, all)}
      </strong>
      {': '}
      {persons.map((person, index) => (
        <Fragment key={person}>
          {index > 0 && ', '}
          <PersonLink person={person} dataView={dataView} />
        </Fragment>
      ))}
    </p>
  )
}

/** By destination: who would be added and taken out there. */
function Sent({
  published: { wanted, withoutIdentity = {} },
}: Pick<DryRunOutcomeProps, 'published'>) {
  const rows = Object.entries(wanted)
  if (rows.length === 0) return <span>{texts.audiences.nothingSent}</span>
  return (
    <DataTable
      label={texts.audiences.sent}
      rows={rows}
      keyOf={([id]) => id}
      columns={[
        { name: texts.audiences.destination, cell: ([id]) => id },
        { name: texts.audiences.toAdd, isNumber: true, cell: ([, to]) => printFigure(to.in) },
        { name: texts.audiences.toRemove, isNumber: true, cell: ([, to]) => printFigure(to.out) },
        {
          name: texts.audiences.withoutIdentity,
          isNumber: true,
          cell: ([id]) => {
            const found = getOwn(withoutIdentity, id)
            return found === undefined
              ? noFigure
              : texts.audiences.withoutOf(printFigure(found.found), printFigure(found.looked))
          },
        },
      ]}
    />
  )
}

interface PayloadProps {
  readonly destination: string
  readonly shown: ShownDeliveries
}

/** What it would be sent of the first people, word for word. */
const Payload = ({ destination, shown: { messages, notSent, problem } }: PayloadProps) => (
  <section
    aria-label={texts.audiences.payloadOf(destination)}
    className={style({ display: 'grid', gap: 8, minWidth: 0 })}
  >
    <strong>{texts.audiences.payloadOf(destination)}</strong>
    {problem !== null && <span>{problem}</span>}
    {messages.map(({ to, body }, index) => (
      <Fragment key={index}>
        <span className={style({ font: 'ui-sm', overflowWrap: 'anywhere' })}>{to}</span>
        <pre tabIndex={0} className={payload}>
          {body}
        </pre>
      </Fragment>
    ))}
    {notSent.map(({ person, reason }) => (
      <span key={person}>{texts.audiences.notSent(person, reason)}</span>
    ))}
  </section>
)

const payload = style({
  font: 'code-sm',
  margin: 0,
  padding: 8,
  maxHeight: 240,
  overflow: 'auto',
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
  backgroundColor: 'layer-1',
  borderRadius: 'sm',
})

const tiles = style({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fill, minmax(112px, 1fr))',
  gap: 8,
  margin: 0,
})
