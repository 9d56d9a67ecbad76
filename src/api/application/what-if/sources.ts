import { listColumns } from '../../../engine/index.ts'
import { findNeededColumns } from '../../../hosts/threads/needed-columns.ts'
import type { Draft, Journey } from '../../../lake/journey/index.ts'
import type { JourneySource } from '../../../query/compilation/journey-source.ts'

/** A draft has not got fields that a report asks for: it is made again, with these. */
export class MissingFields extends Error {
  readonly fields: readonly string[]

  constructor(fields: readonly string[]) {
    super(`the draft has no columns of ${fields.join(', ')}`)
    this.name = 'MissingFields'
    this.fields = fields
  }
}

type Plan = Parameters<JourneySource['run']>[0]

/** The fields of events that a plan reads. */
const fieldsOf = (journey: Journey, plan: Plan): readonly string[] =>
  findNeededColumns(journey, listColumns(plan))
    .fields.map(({ path }) => path)
    .filter((path) => journey.fields.some((field) => field.path === path))

/** Notes which fields of events reports read. */
export const noteFields = (
  source: JourneySource,
  journey: Journey,
  noted: Set<string>,
): JourneySource => ({
  ...source,
  run(plan, options) {
    for (const path of fieldsOf(journey, plan)) noted.add(path)
    return source.run(plan, options)
  },
})

/** Errors: `MissingFields`. */
export const refuseMissing = (
  source: JourneySource,
  { journey, stored }: Draft,
): JourneySource => ({
  ...source,
  async run(plan, options) {
    const missing = fieldsOf(journey, plan).filter((path) => !stored.has(path))
    if (missing.length > 0) throw new MissingFields(missing)
    return source.run(plan, options)
  },
})
