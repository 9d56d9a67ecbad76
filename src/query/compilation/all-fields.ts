import type { JourneyField, JourneySchema } from '../../model/journey.ts'

/** Fields of events, profiles, lookups and summary datasets. */
export function listAllFields({ fields, summaries = [] }: JourneySchema): readonly JourneyField[] {
  return [...fields, ...summaries.flatMap((summary) => summary.fields)]
}
