import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Link } from '@tanstack/react-router'
import type { DatasetDescription } from '../../../model/answers/datasets.ts'
import type { ConnectionDocument } from '../../api/index.ts'
import { DataTable } from '../../components/data-table.tsx'
import { printFigure } from '../../components/figures.ts'
import { Instant } from '../../components/instant.tsx'
import { texts } from '../../texts/index.ts'

interface DatasetTableProps {
  readonly datasets: readonly DatasetDescription[]
  readonly connections: readonly ConnectionDocument[]
}

/** Datasets with their rows and how fresh they are. */
export function DatasetTable({ datasets, connections }: DatasetTableProps) {
  const using = (id: string) =>
    connections
      .filter((connection) => connection.datasets.some(({ dataset }) => dataset === id))
      .map((connection) => connection.name ?? connection.id)
      .join(', ')
  return (
    <DataTable
      label={texts.data.datasets}
      rows={datasets}
      keyOf={({ id }) => id}
      columns={[
        {
          name: texts.data.dataset,
          cell: ({ id }) => (
            <Link to="/datasets/$id" params={{ id }} className={link}>
              {id}
            </Link>
          ),
        },
        { name: texts.data.type, cell: ({ type }) => texts.data.types[type] },
        { name: texts.data.rows, isNumber: true, cell: ({ rows }) => printFigure(rows) },
        { name: texts.data.from, cell: ({ minTime }) => <Instant at={minTime} /> },
        { name: texts.data.until, cell: ({ maxTime }) => <Instant at={maxTime} /> },
        { name: texts.data.lastImport, cell: ({ lastImport }) => <Instant at={lastImport} /> },
        { name: texts.data.usedBy, cell: ({ id }) => using(id) || texts.data.notUsed },
      ]}
    />
  )
}

const link = style({ color: 'neutral', fontWeight: 'bold' })
