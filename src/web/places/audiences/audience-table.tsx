import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Link } from '@tanstack/react-router'
import type { AudienceStatus } from '../../../model/answers/audiences.ts'
import type { AudienceDocument } from '../../api/index.ts'
import { Ago } from '../../components/ago.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { noFigure, printFigure, printPercent } from '../../components/figures.ts'
import { texts } from '../../texts/index.ts'
import { AudienceState } from './audience-state.tsx'
import { sayRefresh } from './say-refresh.ts'
import { DestinationNames } from '../../components/definition-names.tsx'

/** An audience as it stands, and as it is written. */
export interface ListedAudience {
  readonly status: AudienceStatus
  readonly document: AudienceDocument | undefined
}

/** Audiences with how large, how fresh and whose they are. */
export const AudienceTable = ({ audiences }: { readonly audiences: readonly ListedAudience[] }) => (
  <DataTable
    label={texts.audiences.title}
    rows={audiences}
    keyOf={({ status }) => status.id}
    columns={[
      { name: texts.audiences.name, cell: ({ status }) => <AudienceLink {...status} /> },
      {
        name: texts.audiences.size,
        isNumber: true,
        cell: ({ status }) =>
          status.evaluatedAt === null ? noFigure : printFigure(status.members),
      },
      {
        name: texts.audiences.share,
        isNumber: true,
        cell: ({ status }) => (status.evaluatedAt === null ? noFigure : printPercent(status.share)),
      },
      { name: texts.audiences.refresh, cell: ({ document }) => sayRefresh(document?.refresh) },
      {
        name: texts.audiences.lastRun,
        cell: ({ status: { endedAt } }) =>
          endedAt === null ? texts.audiences.never : <Ago at={endedAt} />,
      },
      {
        name: texts.audiences.destinations,
        cell: ({ status: { destinations } }) => <DestinationNames ids={destinations} />,
      },
      { name: texts.audiences.state, cell: ({ status }) => <AudienceState {...status} /> },
      { name: texts.definition.owner, cell: ({ document }) => document?.owner ?? noFigure },
      {
        name: texts.definition.tags,
        cell: ({ document }) => document?.tags?.join(', ') || noFigure,
      },
    ]}
  />
)

const AudienceLink = ({ id, name = id }: AudienceStatus) => (
  <Link
    to="/audiences/$id"
    params={{ id }}
    className={style({ color: 'neutral', fontWeight: 'bold' })}
  >
    {name}
  </Link>
)
