import { ActionButton } from '@react-spectrum/s2/ActionButton'
import Close from '@react-spectrum/s2/icons/Close'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { DestinationStatus } from '../../../model/answers/destinations.ts'
import type { PolicyDenial } from '../../../model/answers/policies.ts'
import { destinationsQuery } from '../../api/index.ts'
import { Ago } from '../../components/ago.tsx'
import { Card } from '../../components/card.tsx'
import { ComponentAdder } from '../../components/component-picker.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { noFigure, printFigure } from '../../components/figures.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { PolicyLink } from '../../components/way.tsx'
import { texts } from '../../texts/index.ts'
import { DestinationState } from '../destinations/destination-state.tsx'
import type { DraftProps } from './audience-draft.ts'

interface DestinationsCardProps extends DraftProps {
  /** What policies have against sending it. */
  readonly denials: readonly PolicyDenial[]
}

/** Where it is sent, and how far that is. */
export function DestinationsCard({ draft: { document, change }, denials }: DestinationsCardProps) {
  const { data: known, error, refetch } = useQuery(destinationsQuery)
  const { destinations: chosen = [] } = document
  const set = (next: readonly string[]) =>
    change({ destinations: next.length === 0 ? undefined : [...next] })
  const choices = (known ?? [])
    .filter(({ id }) => !chosen.includes(id))
    .map(({ id, name = id, type }) => ({ id, name, description: type }))
  return (
    <Card title={texts.audiences.destinations}>
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {choices.length > 0 && (
        <ComponentAdder
          label={texts.audiences.addDestination}
          placeholder={texts.audiences.addDestination}
          groups={[{ name: texts.audiences.destinations, choices }]}
          onAdd={(id) => set([...chosen, id])}
        />
      )}
      {chosen.length === 0 ? (
        <EmptyState title={texts.audiences.noDestinations}>
          {known?.length === 0 ? texts.audiences.noneConnected : texts.audiences.noDestinationsHint}
        </EmptyState>
      ) : (
        <DestinationTable
          rows={chosen.map((id) => ({
            id,
            status: known?.find((each) => each.id === id),
            denial: denials.find(({ destination }) => destination === id),
          }))}
          onRemove={(id) => set(chosen.filter((each) => each !== id))}
        />
      )}
    </Card>
  )
}

interface ChosenDestination {
  readonly id: string
  readonly status: DestinationStatus | undefined
  /** What stands in the way of it first. */
  readonly denial: PolicyDenial | undefined
}

interface DestinationTableProps {
  readonly rows: readonly ChosenDestination[]
  readonly onRemove: (id: string) => void
}

const DestinationTable = ({ rows, onRemove }: DestinationTableProps) => (
  <DataTable
    label={texts.audiences.destinations}
    rows={rows}
    keyOf={({ id }) => id}
    columns={[
      {
        name: texts.audiences.destination,
        cell: ({ id, status }) => (
          <Link to="/destinations/$id" params={{ id }} className={style({ color: 'neutral' })}>
            {status?.name ?? id}
          </Link>
        ),
      },
      {
        name: texts.audiences.state,
        cell: ({ status, denial }) => {
          if (denial) {
            return (
              <span className={blocked}>
                {texts.audiences.notAllowedBy} <PolicyLink id={denial.policy} />
              </span>
            )
          }
          return status ? <DestinationState {...status} /> : noFigure
        },
      },
      {
        name: texts.audiences.delivered,
        isNumber: true,
        cell: ({ status }) => printFigure(status?.confirmed),
      },
      {
        name: texts.audiences.waiting,
        isNumber: true,
        cell: ({ status }) => printFigure(status?.waiting),
      },
      {
        name: texts.audiences.rejected,
        isNumber: true,
        cell: ({ status }) => printFigure(status?.dead),
      },
      {
        name: texts.audiences.last,
        cell: ({ status }) => (status?.last ? <Ago at={status.last.at} /> : noFigure),
      },
      {
        name: texts.audiences.remove,
        cell: ({ id, status }) => (
          <ActionButton
            size="XS"
            isQuiet
            aria-label={texts.audiences.removeOf(status?.name ?? id)}
            onPress={() => onRemove(id)}
          >
            <Close />
          </ActionButton>
        ),
      },
    ]}
  />
)

const blocked = style({ display: 'inline-block', minWidth: 112 })
