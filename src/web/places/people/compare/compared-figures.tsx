import type { ReactNode } from 'react'
import type { Profile } from '../../../../model/answers/profiles.ts'
import type { FreeformResult } from '../../../../query/reports/freeform/request.ts'
import type { ReportInput } from '../../../api/index.ts'
import type { RangeChoice } from '../../../components/date-range-field.tsx'
import { noFigure, printFigure } from '../../../components/figures.ts'
import { ProblemNotice } from '../../../components/problem-notice.tsx'
import { SkeletonRows } from '../../../components/skeleton-rows.tsx'
import { useReport } from '../../../components/use-report.ts'
import { reportRange } from '../../../project/data-range.ts'
import { texts } from '../../../texts/index.ts'
import { printWhenNarrow } from '../print-value.ts'
import type { PersonView } from '../use-person-view.ts'
import { type ComparedLine, figureLine } from './compared-lines.ts'
import { ComparedTable } from './compared-table.tsx'

const mostMetrics = 10

interface ComparedFiguresProps {
  readonly view: PersonView
  readonly people: readonly [string, string]
  readonly profiles: readonly [Profile, Profile]
  readonly range: RangeChoice | undefined
  readonly heads: readonly [ReactNode, ReactNode]
}

/** How much both did: events, sessions and the first metrics of the data view, in the range. */
export function ComparedFigures(props: ComparedFiguresProps) {
  const { view, people, profiles, range = 'all', heads } = props
  const { dataView, components, status, timeZone } = view
  const metrics = components.metrics.filter(({ isStandard }) => !isStandard).slice(0, mostMetrics)
  const request = {
    kind: 'freeform',
    dataView: dataView.id,
    dateRange: reportRange(range, status),
    rows: { dimension: 'person-id', items: people },
    columns: ['events', 'sessions', ...metrics.map(({ id }) => id)].map((metric) => ({ metric })),
  } as ReportInput
  const { result, error, run } = useReport<FreeformResult>(request, status.dataVersion)
  if (error) return <ProblemNotice error={error} onRetry={run} />
  if (result === undefined) return <SkeletonRows />
  const say = texts.people.profile
  const seen = (name: string, which: 'firstSeen' | 'lastSeen'): ComparedLine => {
    const [first = null, second = null] = profiles.map((profile) => profile[which])
    const print = (time: string | null) =>
      time === null ? noFigure : printWhenNarrow(time, timeZone)
    return figureLine(name, name, print(first), print(second))
  }
  return (
    <ComparedTable
      label={texts.people.compare.figures}
      heads={heads}
      lines={[
        ...figuresOf(result, people),
        seen(say.firstSeen, 'firstSeen'),
        seen(say.lastSeen, 'lastSeen'),
      ]}
    />
  )
}

/** A line for each column. */
function figuresOf(
  { columns, rows }: FreeformResult,
  people: readonly [string, string],
): readonly ComparedLine[] {
  const [first, second] = people.map((person) => rows.find(({ item }) => item === person))
  return columns.map(({ id, name, format }, k) =>
    figureLine(
      id,
      name,
      printFigure(first?.values[k] ?? null, format),
      printFigure(second?.values[k] ?? null, format),
    ),
  )
}
