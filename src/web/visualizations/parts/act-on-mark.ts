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

/** The request for one of its compared segments alone; a series of everyone has its own. */
export function requestUnder<R extends ReportInput | null>(request: R, segment: string | null): R {
  if (request === null || segment === null) return request
  const { segments = [] } = request as { segments?: readonly unknown[] }
  return { ...request, segments: [...segments, segment] }
}
