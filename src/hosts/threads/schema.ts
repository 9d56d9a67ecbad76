import {
  columnOf,
  type Journey,
  type SideDataset,
  type SummaryDataset,
} from '../../lake/journey/index.ts'
import type { JourneyField, JourneySchema, SummarySchema } from '../../model/journey.ts'
import { summaryFields } from '../summary-table.ts'

/** What reports can know about a journey before they ask. */
export function schemaOf(journey: Journey, dataVersion: string): JourneySchema {
  const { events, persons, firstTime, lastTime } = journey
  const ofEvents = journey.fields.map((field): JourneyField => {
    const list = field.lists.at(-1)
    const { path, type } = field
    return { path, type, column: columnOf(field), ...(list === undefined ? {} : { list }) }
  })
  const profiles = journey.sides.filter(({ type }) => type === 'profile')
  return {
    dataVersion,
    events,
    persons,
    firstTime,
    lastTime,
    fields: [...ofEvents, ...profiles.flatMap(profileFields), ...lookupFields(journey)],
    datasets: journey.datasets.map(({ dataset }) => dataset),
    summaries: journey.summaries.map(summaryOf),
  }
}

function summaryOf(summary: SummaryDataset): SummarySchema {
  const { dataset, granularity, fields, firstTime, lastTime } = summary
  return { dataset, granularity, fields: summaryFields(dataset, fields), firstTime, lastTime }
}

/** Where a lookup field is found: the dataset, its field, and the field that it hangs on. */
export interface LookupPlace {
  readonly dataset: string
  readonly field: string
  readonly match: string
}

/** Lookup fields by the path that reports use. */
export function lookupPlaces(journey: Journey): ReadonlyMap<string, LookupPlace> {
  const lookups = journey.sides.filter(({ type }) => type === 'lookup')
  const places = lookups.flatMap(placesOf)
  return new Map(places.filter(([, { match }]) => isKey(journey, match)))
}

/** Texts, booleans and numbers can be looked up. */
function isKey({ fields, sides }: Journey, path: string): boolean {
  const isOne = ({ type }: Pick<JourneyField, 'type'>) => type !== 'timestamp'
  const own = fields.find((field) => field.path === path)
  if (own !== undefined) return isOne(own)
  const side = sides.find(({ dataset }) => path.startsWith(`${dataset}.`))
  const field = side?.fields.find((candidate) => `${side.dataset}.${candidate.path}` === path)
  return field !== undefined && isOne(field)
}

function profileFields({ dataset, fields }: SideDataset): JourneyField[] {
  return fields.map(({ path, type }) => {
    const own = `${dataset}.${path}`
    return { path: own, type, column: own }
  })
}

function lookupFields(journey: Journey): JourneyField[] {
  return [...lookupPlaces(journey)].map(([path, { dataset, field, match }]) => {
    const side = journey.sides.find((candidate) => candidate.dataset === dataset)!
    const { type } = side.fields.find((candidate) => candidate.path === field)!
    return { path, type, column: path, lookup: { dataset, from: match } }
  })
}

/** A lookup that hangs on several fields has its fields once per such field: `catalog.name@sku2`. */
function placesOf({ dataset, matches, fields }: SideDataset): [string, LookupPlace][] {
  return matches.flatMap((match, index) =>
    fields.map(({ path }): [string, LookupPlace] => [
      index === 0 ? `${dataset}.${path}` : `${dataset}.${path}@${match}`,
      { dataset, field: path, match },
    ]),
  )
}
