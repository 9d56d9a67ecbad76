import type { JourneyEvent, JourneyRequest } from './request.ts'

/** The events of the datasets that are asked for, with the text that is searched for. */
export function findEvents(
  events: readonly JourneyEvent[],
  { datasets, search = '' }: Pick<JourneyRequest, 'datasets' | 'search'>,
): readonly JourneyEvent[] {
  const text = search.trim().toLowerCase()
  return events.filter(
    (event) =>
      (datasets === undefined || datasets.includes(event.dataset)) &&
      (text === '' || hasText(event, text)),
  )
}

const hasText = ({ dimensions }: JourneyEvent, text: string): boolean =>
  Object.values(dimensions)
    .flat()
    .some((item) => item !== null && String(item).toLowerCase().includes(text))
