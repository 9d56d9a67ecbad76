import { useMemo } from 'react'
import { reportRange } from '../../project/data-range.ts'
import type { PersonSearch } from './search.ts'
import type { JourneyQuestion } from './use-journey.ts'
import type { PersonView } from './use-person-view.ts'

/** What is asked of the journey, the same object as long as it is the same question. */
export function useQuestion(
  { dataView, status }: PersonView,
  person: string,
  { range = 'all', datasets, text, marks }: PersonSearch,
): JourneyQuestion {
  const asked = JSON.stringify({
    dataView: dataView.id,
    person,
    dateRange: reportRange(range, status),
    datasets,
    search: text,
    marks,
  })
  return useMemo(() => JSON.parse(asked) as JourneyQuestion, [asked])
}
