import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Link } from '@tanstack/react-router'
import type { DataViewDocument, SharedComponentDocument } from '../../api/index.ts'
import { DataTable } from '../../components/data-table.tsx'
import { texts } from '../../texts/index.ts'
import { sharedName, usesIn } from './shared-document.ts'

interface SharedTableProps {
  readonly shown: readonly SharedComponentDocument[]
  readonly views: readonly DataViewDocument[]
}

const t = texts.sharedComponents

/** Shared components with what they read and where they are used. */
export const SharedTable = ({ shown, views }: SharedTableProps) => (
  <DataTable
    label={t.title}
    rows={shown}
    keyOf={({ id }) => id}
    columns={[
      {
        name: t.name,
        cell: (shared) => (
          <Link
            to="/components/shared/$id"
            params={{ id: shared.id }}
            search={{}}
            className={style({ color: 'neutral' })}
          >
            {sharedName(shared)}
          </Link>
        ),
      },
      { name: t.kind, cell: ({ component }) => t.kinds[component] },
      { name: t.field, cell: ({ settings }) => settings.field ?? t.ownId },
      { name: t.folder, cell: ({ settings }) => settings.folder ?? '' },
      {
        name: t.usedBy,
        cell: (shared) =>
          views
            .filter((view) => usesIn(view, shared).length > 0)
            .map(({ id, name = id }) => name)
            .join(', ') || t.unused,
      },
      { name: t.tags, cell: ({ settings }) => (settings.tags ?? []).join(', ') },
    ]}
  />
)
