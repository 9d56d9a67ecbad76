import type { JourneyField, JourneySchema } from '../../model/journey.ts'

/** Fields of events, profiles, lookups and summary datasets. */
export function allFields({ fields, summaries = [] }: JourneySchema): readonly JourneyField[] {
  return [...fields, ...summaries.flatMap((summary) => summary.fields)]
}
