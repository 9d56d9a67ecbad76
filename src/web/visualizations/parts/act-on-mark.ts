import type { DateRangeRef } from '../../../model/date-ranges.ts'
import type { ReportInput } from '../../api/index.ts'
import type { Mark, PanelContext } from '../visualization.ts'

/** What acting on a mark does; nothing where the panel does nothing, or where there is no request. */
export function actOnMark(
  { onMark }: PanelContext,
  request: ReportInput | null,
  mark: Omit<Mark, 'request'>,
): ((element: Element) => void) | undefined {
  if (onMark === undefined || request === null) return undefined
  return (element) => onMark({ ...mark, request }, { element })
}

/** The request for the range that it is compared with, alone: what its numbers come from. */
export function requestOfCompared(
  request: ReportInput | null,
  compared: { readonly dateRange: DateRangeRef } | undefined,
): ReportInput | null {
  if (request === null || compared === undefined) return request
  const { compareTime: _, ...own } = request as ReportInput & { compareTime?: unknown }
  const asked = { ...own, dateRange: compared.dateRange }
  return asked
}

/** The request for one of its compared segments alone; a series of everyone has its own. */
export function requestUnder<R extends ReportInput | null>(request: R, segment: string | null): R {
  if (request === null || segment === null) return request
  const { segments = [] } = request as { segments?: readonly unknown[] }
  return { ...request, segments: [...segments, segment] }
}
