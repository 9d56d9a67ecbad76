import type { ScalarType } from '../../model/answers/datasets.ts'
import type { JourneyField, JourneySchema, SummarySchema } from '../../model/journey.ts'
import type { EventField, JoinedDataset, JourneyFields, PlainField } from './fields.ts'

/** How much a journey holds, and which version of it this is. */
export type JourneyExtent = Pick<
  JourneySchema,
  'dataVersion' | 'events' | 'persons' | 'firstTime' | 'lastTime'
>

type TimedFields = JourneyFields & {
  readonly summaries: readonly Partial<Pick<SummarySchema, 'firstTime' | 'lastTime'>>[]
}

/** What reports can know about a journey before they ask: of a connection without data, its fields. */
export function buildJourneySchema(
  journey: TimedFields,
  { dataVersion, events, persons, firstTime, lastTime }: JourneyExtent,
): JourneySchema {
  const profiles = journey.joined.filter(({ type }) => type === 'profile')
  return {
    dataVersion,
    events,
    persons,
    firstTime,
    lastTime,
    fields: [
      ...journey.fields.map(eventField),
      ...profiles.flatMap(({ dataset, fields }) => placeDatasetFields(dataset, fields)),
      ...lookupFields(journey),
    ],
    datasets: journey.datasets.map(({ dataset }) => dataset),
    summaries: journey.summaries.map(summarySchema),
  }
}

/** The engine's name of a field's column: a list of scalars is `tags[]` in the list `tags`. */
export const nameColumn = ({ path, lists }: Pick<EventField, 'path' | 'lists'>): string =>
  lists.at(-1) === path ? `${path}[]` : path

/** Days are instants of which only the day counts. */
const typeOf = (type: ScalarType): Pick<JourneyField, 'type' | 'isDate'> =>
  type === 'date' ? { type: 'timestamp', isDate: true } : { type }

function eventField({ path, type, lists }: EventField): JourneyField {
  const list = lists.at(-1)
  const column = nameColumn({ path, lists })
  return { path, ...typeOf(type), column, ...(list === undefined ? {} : { list }) }
}

/** Fields of a dataset that is not part of events, which reports call `ads.cost`. */
export function placeDatasetFields(dataset: string, fields: readonly PlainField[]): JourneyField[] {
  return fields.map(({ path, type }) => {
    const own = `${dataset}.${path}`
    return { path: own, ...typeOf(type), column: own }
  })
}

function summarySchema(summary: TimedFields['summaries'][number]): SummarySchema {
  const { dataset, granularity, firstTime = null, lastTime = null } = summary
  return {
    dataset,
    granularity,
    fields: placeDatasetFields(dataset, summary.fields),
    firstTime,
    lastTime,
  }
}

/** Where a lookup field is found: the dataset, its field, and the field that it hangs on. */
export interface LookupPlace {
  readonly dataset: string
  readonly field: PlainField
  readonly match: string
}

/** Lookup fields by the path that reports use. */
export function findLookupPlaces(journey: JourneyFields): ReadonlyMap<string, LookupPlace> {
  const lookups = journey.joined.filter(({ type }) => type === 'lookup')
  const places = lookups.flatMap(placesOf)
  return new Map(places.filter(([, { match }]) => isKey(journey, match)))
}

/** A lookup that hangs on several fields has its fields once per such field: `catalog.name@sku2`. */
function placesOf({ dataset, matches, fields }: JoinedDataset): [string, LookupPlace][] {
  return matches.flatMap((match, index) =>
    fields.map((field): [string, LookupPlace] => [
      index === 0 ? `${dataset}.${field.path}` : `${dataset}.${field.path}@${match}`,
      { dataset, field, match },
    ]),
  )
}

/** Texts, booleans and numbers can be looked up. */
function isKey({ fields, joined }: JourneyFields, path: string): boolean {
  const own = fields.find((field) => field.path === path)
  const dataset = joined.find((candidate) => path.startsWith(`${candidate.dataset}.`))
  const inDataset = dataset?.fields.find((field) => `${dataset.dataset}.${field.path}` === path)
  const type = (own ?? inDataset)?.type
  return type !== undefined && type !== 'timestamp' && type !== 'date'
}

function lookupFields(journey: JourneyFields): JourneyField[] {
  return [...findLookupPlaces(journey)].map(([path, { dataset, field, match }]) => ({
    path,
    ...typeOf(field.type),
    column: path,
    lookup: { dataset, from: match },
  }))
}
