import { useQuery } from '@tanstack/react-query'
import type { JourneyEventResult } from '../../../query/reports/journey-event/request.ts'
import { eventRowQuery, type ReportInput } from '../../api/index.ts'
import { useReport } from '../../components/use-report.ts'
import type { EventKey } from './event-key.ts'
import type { JourneyQuestion } from './use-journey.ts'
import type { PersonView } from './use-person-view.ts'

/** An event of somebody, its components with their origins. */
export function useEvent(
  { dataView, person, dateRange }: JourneyQuestion,
  { time, place }: EventKey,
  dataVersion: number | null,
  credit: readonly object[] = [],
) {
  const request = { kind: 'journey-event', dataView, person, dateRange, time, place, credit }
  return useReport<JourneyEventResult>(request as ReportInput, dataVersion)
}

/** The row that it is of. */
export function useEventRow(
  { dataView: { connection }, status }: PersonView,
  person: string,
  event: EventKey,
) {
  return useQuery(eventRowQuery(connection, person, event, status.dataVersion))
}
