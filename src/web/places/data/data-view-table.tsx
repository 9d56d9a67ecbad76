import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from '@tanstack/react-router'
import type { ConnectionStatus } from '../../../model/answers/connections.ts'
import { connectionStatusQuery, type DataViewDocument } from '../../api/index.ts'
import { DataTable } from '../../components/data-table.tsx'
import { printFigure, noFigure } from '../../components/figures.ts'
import { Instant } from '../../components/instant.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Status } from '../../components/status.tsx'
import { texts } from '../../texts/index.ts'
import { useStartProject } from '../project-list/use-start-project.ts'
import { firstVisualizations } from './first-visualizations.ts'

interface DataViewTableProps {
  readonly dataViews: readonly DataViewDocument[]
}

/** Data views with what their connection holds. */
export function DataViewTable({ dataViews }: DataViewTableProps) {
  const figure = (show: (status: ConnectionStatus) => ReactNode) =>
    function Figure({ connection }: DataViewDocument) {
      return <OfConnection id={connection} show={show} />
    }
  return (
    <DataTable
      label={texts.data.dataViews}
      rows={dataViews}
      keyOf={({ id }) => id}
      columns={[
        {
          name: texts.panel.dataView,
          cell: ({ id, name = id }) => (
            <Link
              to="/data/data-views/$id"
              params={{ id }}
              search={{}}
              className={style({ color: 'neutral' })}
            >
              {name}
            </Link>
          ),
        },
        { name: texts.data.timeZone, cell: ({ timeZone = 'UTC' }) => timeZone },
        {
          name: texts.data.events,
          isNumber: true,
          cell: figure(({ events }) => printFigure(events)),
        },
        {
          name: texts.data.people,
          isNumber: true,
          cell: figure(({ people }) => printFigure(people)),
        },
        {
          name: texts.data.withoutPerson,
          isNumber: true,
          cell: figure(({ datasets }) =>
            printFigure(datasets.reduce((sum, { missingPerson }) => sum + missingPerson, 0)),
          ),
        },
        { name: texts.data.until, cell: figure(({ lastTime }) => <Instant at={lastTime} />) },
        { name: texts.data.status, cell: ({ connection }) => <ViewStatus id={connection} /> },
        {
          name: texts.derivedFields.title,
          isNumber: true,
          cell: ({ id, name = id, derivedFields = [] }) => (
            <Link
              to="/data/data-views/$id/derived-fields"
              params={{ id }}
              aria-label={texts.derivedFields.open(name, derivedFields.length)}
              className={style({ color: 'neutral' })}
            >
              {printFigure(derivedFields.length)}
            </Link>
          ),
        },
        { name: texts.data.explore, cell: (dataView) => <ExploreButton dataView={dataView} /> },
      ]}
    />
  )
}

/** Makes a project of what one first looks at. */
function ExploreButton({ dataView: { id, name = id } }: { readonly dataView: DataViewDocument }) {
  const started = useStartProject()
  const start = { name, dataView: id, panels: [{ visualizations: firstVisualizations }] }
  return (
    <>
      <ActionButton
        size="S"
        aria-label={texts.data.exploreView(name)}
        isPending={started.isPending}
        onPress={() => started.mutate(start)}
      >
        {texts.data.explore}
      </ActionButton>
      {started.error && <ProblemNotice error={started.error} />}
    </>
  )
}

interface OfConnectionProps {
  readonly id: string
  readonly show: (status: ConnectionStatus) => ReactNode
}

function OfConnection({ id, show }: OfConnectionProps) {
  const { data } = useQuery(connectionStatusQuery(id))
  return data ? show(data) : noFigure
}

function ViewStatus({ id }: { readonly id: string }) {
  const { data, error } = useQuery(connectionStatusQuery(id))
  if (error) return error.message
  if (data === undefined) return noFigure
  const { problem, isRefreshing, isBuilt } = data
  if (problem !== null) return <Light variant="negative" text={problem} />
  if (isRefreshing) return <Light variant="notice" text={texts.data.building} />
  return isBuilt ? (
    <Light variant="positive" text={texts.data.built} />
  ) : (
    <Light variant="neutral" text={texts.data.notBuilt} />
  )
}

interface LightProps {
  readonly variant: 'positive' | 'negative' | 'notice' | 'neutral'
  readonly text: string
}

const Light = ({ variant, text }: LightProps) => <Status variant={variant}>{text}</Status>
