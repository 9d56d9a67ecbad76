import type { ScalarType } from '../../model/answers/datasets.ts'
import type { IdentityMapPerson, Stitching } from '../../model/definitions/stitching.ts'
import type { Connection } from '../../model/definitions/index.ts'
import type { DatasetType } from '../../model/definitions/dataset.ts'
import { toMilliseconds } from '../../model/duration.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { ownColumns } from '../../model/own-columns.ts'
import type { Path } from '../../model/path.ts'
import type { FieldLeaf } from '../datasets/index.ts'

/** What is known of a dataset of a connection, from its table or from its definition. */
export interface KnownDataset {
  readonly type: DatasetType
  /** Of times without offset. */
  readonly timeZone: string
  readonly leaves: readonly FieldLeaf[]
  /** The field that names the person, as an import was told. */
  readonly personId?: string | undefined
}

export type KnownDatasets = ReadonlyMap<string, KnownDataset>

/** A field of events, merged from every event dataset that has its path. */
export interface EventField {
  readonly path: string
  readonly type: ScalarType
  /** Paths of the lists around it, outermost first. */
  readonly lists: readonly string[]
}

/** A field of a dataset that is not part of events. */
export interface PlainField {
  readonly path: string
  readonly type: ScalarType
}

/** A field of a profile or lookup dataset; `lists` and `steps` are a leaf's, absent where it lies in no list. */
export interface JoinedField extends PlainField {
  readonly lists?: readonly string[]
  readonly steps?: readonly string[]
}

/** Where the id of a row is found. */
export interface IdSource {
  /** The field of the id, or the identity map that holds it. */
  readonly personId: string
  readonly personIdType: ScalarType
  /** Where an identity map says who the person is. semantics §1.3 */
  readonly identities?: Identities
}

export interface EventDataset extends IdSource {
  readonly dataset: string
  /** Of the person id, where the connection names it; journeys of earlier versions do not know. */
  readonly namespace?: string | null
  /** Absent: the person is the id of the row. */
  readonly stitching?: DatasetStitching
  /** Of what was there when the dataset was added, only events of these times are read; UTC ms, the end not included. */
  readonly periods?: readonly Period[]
}

/** How the rows of a dataset get their persons. semantics §2 */
export interface DatasetStitching {
  readonly persistent: IdSource
  readonly persistentNamespace: string
  /** Whether rows have a person id of their own besides. */
  readonly hasPersonId: boolean
  /** What rows carry, as the connection lists it. */
  readonly carried: readonly (IdSource & { readonly namespace: string })[]
  /** The graph that is asked; null: the dataset's own rows are. */
  readonly graph: AskedGraph | null
  /** Milliseconds; null: every refresh stitches all rows again. */
  readonly replay: { readonly every: number; readonly lookback: number } | null
}

export interface AskedGraph {
  readonly space: string
  readonly target: string
  /** Which ids are nobody's, see `StitchingGraph`: rows are not known by them. */
  readonly blocking?: string
}

export interface Period {
  readonly start: number
  readonly end: number
}

/** An identity map as it lies in a dataset: a list of ids per namespace. */
export interface Identities {
  /** The only one whose ids are read; null: the id that is marked as primary, of any. */
  readonly namespace: string | null
  /** By namespace, ascending. */
  readonly lists: readonly IdentityList[]
  /** Of several ids of the namespace the first by its text, not by its place. semantics §2.3 */
  readonly isSorted?: boolean
}

export interface IdentityList {
  readonly namespace: string
  /** The list of objects with an `id`. */
  readonly path: string
  readonly hasPrimary: boolean
}

/** A profile or lookup dataset: not copied onto events, but looked up through a field. */
export interface JoinedDataset {
  readonly dataset: string
  readonly type: 'profile' | 'lookup'
  /** The field that identifies a row: the person id or the key. */
  readonly key: string
  readonly keyType: ScalarType
  /** Fields whose values are keys: of events, profiles or other lookups; a profile hangs on `person`. */
  readonly matches: readonly string[]
  /** Without the key. */
  readonly fields: readonly JoinedField[]
}

/** A dataset of rows without persons. semantics §3.11 */
export interface SummaryDataset {
  readonly dataset: string
  readonly granularity: 'hour' | 'day'
  readonly timeZone: string
  /** Without lists. */
  readonly fields: readonly PlainField[]
}

/** The fields of a connection's journey, by what they belong to. */
export interface JourneyFields {
  readonly fields: readonly EventField[]
  readonly datasets: readonly EventDataset[]
  readonly joined: readonly JoinedDataset[]
  readonly summaries: readonly SummaryDataset[]
  /** Of ids, by the codes that rows of stitched datasets have from 1 on. */
  readonly namespaces?: readonly string[]
}

type Entry = Connection['datasets'][number]

interface Part {
  readonly entry: Entry
  readonly known: KnownDataset
  /** Of the entry in the connection. */
  readonly path: Path
}

/**
 * The fields that a connection's journey has, given its datasets; those that nothing is known of are
 * left out. semantics §1.2, §1.4
 * Errors: connection/missing-setting, definition/unknown-field, connection/field-conflict.
 */
export function listJourneyFields(connection: Connection, datasets: KnownDatasets): JourneyFields {
  const parts = connection.datasets.flatMap((entry, index): Part[] => {
    const known = datasets.get(entry.dataset)
    return known === undefined ? [] : [{ entry, known, path: ['datasets', index] }]
  })
  const ofType = (type: DatasetType) => parts.filter(({ known }) => known.type === type)
  const events = ofType('event')
  const eventIds = events.map(({ entry }) => entry.dataset)
  return {
    fields: mergeEventFields(events),
    datasets: events.map(eventDataset),
    joined: parts.flatMap((part) => joinedDataset(part, eventIds)),
    summaries: ofType('summary').map(summaryDataset),
  }
}

/** Fields with the same path are one field. semantics §1.4 */
function mergeEventFields(events: readonly Part[]): readonly EventField[] {
  const fields = new Map<string, { readonly field: EventField; readonly dataset: string }>()
  for (const { entry, known, path } of events) {
    for (const { steps: _, ...field } of known.leaves) {
      const first = fields.get(field.path)
      if (first === undefined) fields.set(field.path, { field, dataset: entry.dataset })
      else if (!isSameShape(first.field, field)) {
        const params = {
          field: field.path,
          first: first.dataset,
          firstType: printShape(first.field),
          second: entry.dataset,
          secondType: printShape(field),
        }
        throw new ThroughlineError('connection/field-conflict', params, [...path, 'dataset'])
      }
    }
  }
  return [...fields.values()].map(({ field }) => field)
}

type Shape = Pick<EventField, 'type' | 'lists'>

export function isSameShape(a: Shape, b: Shape): boolean {
  return a.type === b.type && a.lists.join() === b.lists.join()
}

function printShape({ type, lists }: Shape): string {
  return lists.length === 0 ? type : `${type} in ${lists.join(' in ')}`
}

function eventDataset(part: Part): EventDataset {
  const { backfill } = part.entry
  const person = personOf(part)
  if (!Array.isArray(backfill)) return person
  const periods = backfill.map(({ start, end }) => ({
    start: Date.parse(start),
    end: Date.parse(end),
  }))
  return { ...person, periods }
}

function personOf(part: Part): EventDataset {
  const { dataset, personId, stitch } = part.entry
  const namespace = namespaceOfPerson(part.entry)
  const own = stitch?.method === 'graph' ? (personId ?? stitch.persistentId) : personId
  const source = idSource(part, own, [...part.path, 'personId'])
  return stitch === undefined
    ? { dataset, namespace, ...source }
    : { dataset, namespace, ...source, stitching: stitchingOf(part, stitch) }
}

/** Of the person id of a dataset; null where the connection does not say. */
export function namespaceOfPerson({ personId, namespace, identities = [] }: Entry): string | null {
  return namespace ?? identities.find(({ field }) => field === personId)?.namespace ?? null
}

function stitchingOf(part: Part, stitch: Stitching): DatasetStitching {
  const { personId, identities = [] } = part.entry
  const place = [...part.path, 'stitch', 'persistentId']
  const persistent = idSource(part, stitch.persistentId, place)
  const sorted = persistent.identities && { ...persistent.identities, isSorted: true }
  const carried = identities.map((each, index) => ({
    ...idSource(part, each.field, [...part.path, 'identities', index, 'field']),
    namespace: each.namespace,
  }))
  return {
    persistent: sorted === undefined ? persistent : { ...persistent, identities: sorted },
    persistentNamespace: stitch.namespace,
    hasPersonId: personId !== undefined,
    carried,
    graph: stitch.method === 'graph' ? { space: stitch.space, target: stitch.target } : null,
    replay: stitch.replay
      ? {
          every: toMilliseconds(stitch.replay.every),
          lookback: toMilliseconds(stitch.replay.lookback),
        }
      : null,
  }
}

/** Errors: connection/missing-setting, definition/invalid, definition/unknown-field. */
function idSource(
  part: Part,
  source: string | IdentityMapPerson | undefined,
  place: Path,
): IdSource {
  if (source === undefined) throw missingSetting(part, 'personId')
  if (typeof source === 'object') return mappedSource(part, source, place)
  const { path, type } = findKeyLeaf(
    part.known.leaves,
    part.entry.dataset,
    String(place.at(-1)),
    source,
    place.slice(0, -1),
  )
  return { personId: path, personIdType: type }
}

function mappedSource({ known }: Part, person: IdentityMapPerson, place: Path): IdSource {
  const { identityMap: map } = person
  const lists = listMapIds(known.leaves, map).map(
    ({
      namespace,
      leaf: {
        lists: [list = ''],
      },
    }) => ({
      namespace,
      path: list,
      hasPrimary: known.leaves.some(
        (leaf) => leaf.path === `${list}.primary` && leaf.type === 'boolean',
      ),
    }),
  )
  if (lists.length === 0) {
    const allowed = known.leaves
      .filter(({ lists: { length } }) => length > 0)
      .map((leaf) => leaf.path)
    const params = { field: map, allowed }
    throw new ThroughlineError('definition/unknown-field', params, [...place, 'identityMap'])
  }
  const byName = lists.toSorted((a, b) => (a.namespace < b.namespace ? -1 : 1))
  const namespace = 'namespace' in person ? person.namespace : null
  return { personId: map, personIdType: 'string', identities: { namespace, lists: byName } }
}

/** The ids of an identity map, by their namespaces. */
export function listMapIds(
  leaves: readonly FieldLeaf[],
  map: string,
): readonly { readonly namespace: string; readonly leaf: FieldLeaf }[] {
  return leaves.flatMap((leaf) => {
    const { lists, path } = leaf
    if (lists.length !== 1 || !path.startsWith(`${map}.`) || !path.endsWith('.id')) return []
    return [{ namespace: lists[0]!.slice(map.length + 1), leaf }]
  })
}

function joinedDataset(part: Part, eventIds: readonly string[]): readonly JoinedDataset[] {
  const { dataset, matches = [] } = part.entry
  const { type } = part.known
  if (type !== 'profile' && type !== 'lookup') return []
  const key = keyLeaf(part, type === 'profile' ? 'personId' : 'key')
  const own = matches.map((match) => withoutEventDataset(match, eventIds))
  return [
    {
      dataset,
      type,
      key: key.path,
      keyType: key.type,
      matches: type === 'profile' ? [ownColumns.person] : [...new Set(own)],
      fields: part.known.leaves.filter(({ path }) => path !== key.path).map(joinedField),
    },
  ]
}

/** Event fields are merged by path, so `web.products.sku` is the field `products.sku`. */
function withoutEventDataset(match: string, eventIds: readonly string[]): string {
  const dataset = eventIds.find((id) => match.startsWith(`${id}.`))
  return dataset === undefined ? match : match.slice(dataset.length + 1)
}

function summaryDataset(part: Part): SummaryDataset {
  const { dataset, granularity } = part.entry
  if (granularity === undefined) throw missingSetting(part, 'granularity')
  return { dataset, granularity, timeZone: part.known.timeZone, fields: plainFields(part) }
}

const plainFields = ({ known }: Part): readonly PlainField[] =>
  known.leaves.filter(({ lists }) => lists.length === 0).map(({ path, type }) => ({ path, type }))

const joinedField = ({ path, type, lists, steps }: FieldLeaf): JoinedField =>
  lists.length === 0 ? { path, type } : { path, type, lists, steps }

function keyLeaf(part: Part, setting: 'personId' | 'key'): FieldLeaf {
  const field = part.entry[setting]
  if (typeof field !== 'string') throw missingSetting(part, setting)
  return findKeyLeaf(part.known.leaves, part.entry.dataset, setting, field, part.path)
}

/**
 * The field that a setting of a dataset's part in a connection names; it has one value per row.
 * Errors: definition/invalid, definition/unknown-field.
 */
export function findKeyLeaf(
  leaves: readonly FieldLeaf[],
  dataset: string,
  setting: string,
  field: string,
  path: Path,
): FieldLeaf {
  const plain = leaves.filter(({ lists }) => lists.length === 0)
  const key = plain.find((leaf) => leaf.path === field)
  if (key !== undefined) return key
  const place = [...path, setting]
  if (leaves.some((leaf) => leaf.lists.includes(field) || leaf.path === field)) {
    const reason = `${field} of ${dataset} is a list, and a ${setting} has one value`
    throw new ThroughlineError('definition/invalid', { reason, value: field }, place)
  }
  const allowed = plain.map((leaf) => leaf.path)
  throw new ThroughlineError('definition/unknown-field', { field, allowed }, place)
}

function missingSetting({ entry, path }: Part, setting: string): ThroughlineError {
  const params = { setting, dataset: entry.dataset }
  return new ThroughlineError('connection/missing-setting', params, [...path, setting])
}
