import type { ScalarType } from '../../model/answers/datasets.ts'
import type { JourneyField, JourneySchema, SummarySchema } from '../../model/journey.ts'
import type { EventField, JoinedDataset, JoinedField, JourneyFields, PlainField } from './fields.ts'
import { ownColumns } from '../../model/own-columns.ts'

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
      ...profiles.flatMap(({ dataset, fields }) =>
        placeDatasetFields(dataset, fields.filter(isPlain)),
      ),
      ...lookupFields(journey),
    ],
    datasets: journey.datasets.map(({ dataset }) => dataset),
    ...(journey.namespaces && { hasNamespaces: true }),
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

const isPlain = ({ lists = [] }: JoinedField): boolean => lists.length === 0

/** Where a lookup field is found: the dataset, its field, and the field that it hangs on. */
export interface LookupPlace {
  readonly dataset: string
  readonly field: JoinedField
  readonly match: string
  /** The lists around the field in its dataset, outermost first, as reports call them. */
  readonly lists: readonly string[]
}

/** Lookup fields, and those in lists of profiles, by the path that reports use. */
export function findLookupPlaces(journey: JourneyFields): ReadonlyMap<string, LookupPlace> {
  const places = journey.joined.flatMap(placesOf)
  return new Map(places.filter(([, { match }]) => isKey(journey, match)))
}

/** A lookup that hangs on several fields has its fields once per such field: `catalog.name@sku2`. */
function placesOf({ dataset, type, matches, fields }: JoinedDataset): [string, LookupPlace][] {
  const own = type === 'lookup' ? fields : fields.filter((field) => !isPlain(field))
  return matches.flatMap((match, index) => {
    const nameOf = (path: string) =>
      index === 0 ? `${dataset}.${path}` : `${dataset}.${path}@${match}`
    return own.map((field): [string, LookupPlace] => [
      nameOf(field.path),
      { dataset, field, match, lists: (field.lists ?? []).map(nameOf) },
    ])
  })
}

/** Where a list of a profile or lookup dataset is found. */
export interface ListPlace {
  readonly dataset: string
  readonly list: string
  readonly match: string
}

/** The lists of profile and lookup datasets by the name that reports use. */
export function findListPlaces(journey: JourneyFields): ReadonlyMap<string, ListPlace> {
  const places = [...findLookupPlaces(journey).values()].flatMap(
    ({ dataset, field, match, lists }) =>
      lists.map((name, depth): [string, ListPlace] => [
        name,
        { dataset, list: field.lists![depth]!, match },
      ]),
  )
  return new Map(places)
}

/** Texts, booleans and numbers can be looked up. */
function isKey({ fields, joined }: JourneyFields, path: string): boolean {
  if (path === ownColumns.person) return true
  const own = fields.find((field) => field.path === path)
  const dataset = joined.find((candidate) => path.startsWith(`${candidate.dataset}.`))
  const inDataset = dataset?.fields.find((field) => `${dataset.dataset}.${field.path}` === path)
  const type = (own ?? inDataset)?.type
  return type !== undefined && type !== 'timestamp' && type !== 'date'
}

function lookupFields(journey: JourneyFields): JourneyField[] {
  return [...findLookupPlaces(journey)].map(([path, { dataset, field, match, lists }]) => {
    const list = lists.at(-1)
    const isList = list !== undefined
    return {
      path,
      ...typeOf(field.type),
      column: path,
      ...(isList && { list }),
      lookup: { dataset, from: match, ...(isList && { lists }) },
    }
  })
}
