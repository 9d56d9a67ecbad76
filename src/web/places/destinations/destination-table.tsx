import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Link } from '@tanstack/react-router'
import { getOwn } from '../../../model/own.ts'
import type { DestinationStatus } from '../../../model/answers/destinations.ts'
import { Ago } from '../../components/ago.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { noFigure, printFigure } from '../../components/figures.ts'
import { texts } from '../../texts/index.ts'
import { DestinationState } from './destination-state.tsx'
import { AudienceNames } from '../../components/definition-names.tsx'

interface DestinationTableProps {
  readonly destinations: readonly DestinationStatus[]
  /** Labels of types by id. */
  readonly types: Readonly<Record<string, string>>
}

/** Destinations with how far they are. */
export const DestinationTable = ({ destinations, types }: DestinationTableProps) => (
  <DataTable
    label={texts.destinations.all}
    rows={destinations}
    keyOf={({ id }) => id}
    columns={[
      { name: texts.destinations.name, cell: (status) => <DestinationLink {...status} /> },
      { name: texts.destinations.type, cell: ({ type }) => getOwn(types, type) ?? type },
      { name: texts.destinations.state, cell: (status) => <DestinationState {...status} /> },
      {
        name: texts.destinations.audiences,
        cell: ({ audiences }) => <AudienceNames ids={audiences} />,
      },
      {
        name: texts.destinations.waiting,
        isNumber: true,
        cell: ({ waiting }) => printFigure(waiting),
      },
      {
        name: texts.destinations.there,
        isNumber: true,
        cell: ({ confirmed }) => printFigure(confirmed),
      },
      { name: texts.destinations.dead, isNumber: true, cell: ({ dead }) => printFigure(dead) },
      {
        name: texts.destinations.last,
        cell: ({ last }) => (last === null ? noFigure : <Ago at={last.at} />),
      },
    ]}
  />
)

const DestinationLink = ({ id, name = id }: Pick<DestinationStatus, 'id' | 'name'>) => (
  <Link
    to="/destinations/$id"
    params={{ id }}
    className={style({ color: 'neutral', fontWeight: 'bold' })}
  >
    {name}
  </Link>
)
