import { noFigure, printFigure } from '../../components/figures.ts'
import { PagedTable } from '../../components/paged-table.tsx'
import { texts } from '../../texts/index.ts'
import { type DrawnGraph, pairKey } from './drawn-graph.ts'
import { sayReason } from './say-reason.ts'
import type { Answered } from './use-simulation.ts'

interface SimulationTablesProps extends Answered {
  readonly drawn: readonly DrawnGraph[]
}

/** The people, the links that do not stand and the warnings, told by the lines that they stand on. */
export function SimulationTables({ answer, events, drawn }: SimulationTablesProps) {
  const { lost, warnings } = answer
  const lineOf = (event: number | null | undefined) => {
    const line = event === null || event === undefined ? undefined : events[event]?.line
    return line === undefined ? noFigure : printFigure(line)
  }
  return (
    <>
      <PagedTable
        label={texts.simulation.people}
        rows={drawn}
        keyOf={({ ids }) => ids[0]!.id}
        columns={[
          { name: texts.simulation.people, cell: ({ ids }) => ids[0]!.id },
          {
            name: texts.identity.identities,
            cell: ({ ids }) => ids.map(({ id }) => id).join(', '),
          },
        ]}
      />
      {lost.length > 0 && (
        <PagedTable
          label={texts.identity.lost}
          rows={lost}
          keyOf={({ link, event }) => `${pairKey(link)} ${event}`}
          columns={[
            { name: texts.identity.lost, cell: ({ link }) => link.join(' – ') },
            { name: texts.simulation.line, isNumber: true, cell: ({ event }) => lineOf(event) },
            { name: texts.identity.lostWhy, cell: ({ reason }) => sayReason(reason) },
            { name: texts.identity.lostTo, cell: ({ to }) => to?.join(' – ') ?? noFigure },
          ]}
        />
      )}
      {warnings.length > 0 && (
        <PagedTable
          label={texts.identity.warnings}
          rows={warnings}
          keyOf={({ message, event }) => `${event} ${message}`}
          columns={[
            { name: texts.identity.warnings, cell: ({ message }) => message },
            { name: texts.simulation.line, isNumber: true, cell: ({ event }) => lineOf(event) },
          ]}
        />
      )}
    </>
  )
}
