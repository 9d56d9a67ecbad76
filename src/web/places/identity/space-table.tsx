import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { IdentitySpaceStatus } from '../../../model/answers/identity.ts'
import { type IdentitySpaceDocument, spaceStatusQuery } from '../../api/index.ts'
import { type DataColumn, DataTable } from '../../components/data-table.tsx'
import { noFigure, printFigure } from '../../components/figures.ts'
import { texts } from '../../texts/index.ts'

interface SpaceTableProps {
  readonly spaces: readonly IdentitySpaceDocument[]
}

/** Identity spaces with what they hold. */
export function SpaceTable({ spaces }: SpaceTableProps) {
  const { figures } = texts.identity
  return (
    <DataTable
      label={texts.identity.spaces}
      rows={spaces}
      keyOf={({ id }) => id}
      columns={[
        {
          name: texts.identity.space,
          cell: ({ id, name = id }) => (
            <Link
              to="/identity/$space"
              params={{ space: id }}
              className={style({ color: 'neutral', fontWeight: 'bold' })}
            >
              {name}
            </Link>
          ),
        },
        {
          name: texts.identity.namespaces,
          cell: ({ namespaces }) => namespaces.map(({ id }) => id).join(', '),
        },
        ...(Object.keys(figures) as (keyof typeof figures)[]).map(
          (figure): DataColumn<IdentitySpaceDocument> => ({
            name: figures[figure],
            isNumber: true,
            cell: ({ id }) => <OfSpace id={id} show={(status) => printFigure(status[figure])} />,
          }),
        ),
      ]}
    />
  )
}

interface OfSpaceProps {
  readonly id: string
  readonly show: (status: IdentitySpaceStatus) => string
}

function OfSpace({ id, show }: OfSpaceProps) {
  const { data, error } = useQuery(spaceStatusQuery(id))
  if (error) return error.message
  return data ? show(data) : noFigure
}
