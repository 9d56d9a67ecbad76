import type { ConnectionDataset } from '../../../model/definitions/connection.ts'
import type { DatasetDescription, Field } from '../../../model/answers/datasets.ts'
import { proposeId } from '../../../model/propose-id.ts'
import type { ConnectionDocument, DataViewDocument } from '../../api/index.ts'

/** How a dataset comes into reports; `new` brings a connection and a data view of its own. */
export type JoinChoice =
  | { readonly kind: 'new'; readonly personId: string; readonly timeZone: string }
  | { readonly kind: 'person'; readonly connection: string; readonly personId: string }
  | {
      readonly kind: 'lookup'
      readonly connection: string
      readonly key: string
      readonly matches: string
    }

interface Component {
  readonly id: string
  readonly name: string
  readonly field: string
}

export interface Existing {
  readonly connections: readonly ConnectionDocument[]
  readonly dataViews: readonly DataViewDocument[]
}

export interface Joined {
  readonly connection: string
  readonly dataView: string | undefined
  readonly definitions: readonly object[]
}

/** The connection and data views with the dataset in them; each of its fields is a component. */
export function joinDefinitions(
  dataset: DatasetDescription,
  choice: JoinChoice,
  existing: Existing,
): Joined {
  if (choice.kind === 'new') return newConnection(dataset, choice, existing)
  const entry: ConnectionDataset =
    choice.kind === 'lookup'
      ? { dataset: dataset.id, key: choice.key, matches: [choice.matches] }
      : { dataset: dataset.id, personId: choice.personId }
  const connection = existing.connections.find(({ id }) => id === choice.connection)
  const own = componentsOf(dataset, choice.kind === 'lookup' ? choice.key : choice.personId)
  const dataViews = existing.dataViews
    .filter((dataView) => dataView.connection === choice.connection)
    .map((dataView) => withComponents(dataView, own, dataset.id))
  const definitions = connection
    ? [{ ...connection, datasets: [...connection.datasets, entry] }, ...dataViews]
    : []
  return { connection: choice.connection, dataView: dataViews[0]?.id, definitions }
}

function newConnection(
  dataset: DatasetDescription,
  { personId, timeZone }: Extract<JoinChoice, { kind: 'new' }>,
  { connections, dataViews }: Existing,
): Joined {
  const taken = [...connections, ...dataViews].map(({ id }) => id)
  const id = freeId(dataset.id, taken)
  return {
    connection: id,
    dataView: id,
    definitions: [
      { kind: 'connection', id, datasets: [{ dataset: dataset.id, personId }] },
      { kind: 'data-view', id, connection: id, timeZone, ...componentsOf(dataset, personId) },
    ],
  }
}

interface Components {
  readonly dimensions: readonly Component[]
  readonly metrics: readonly Component[]
}

function componentsOf(dataset: DatasetDescription, identity: string): Components {
  const isOfPeople = dataset.type === 'event' || dataset.type === 'summary'
  const prefix = isOfPeople ? '' : `${dataset.id}.`
  const skipped = [identity, dataset.timestamp]
  const leaves = dataset.fields.flatMap(leavesOf).filter(({ path }) => !skipped.includes(path))
  const component = ({ path }: Leaf) => ({
    id: slug(path),
    name: proposeFieldName(path),
    field: prefix + path,
  })
  const isDimension = ({ type }: Leaf) => type === 'string' || type === 'boolean'
  const isMetric = ({ type }: Leaf) => type === 'number' && isOfPeople
  return {
    dimensions: leaves.filter(isDimension).map(component),
    metrics: leaves.filter(isMetric).map(component),
  }
}

interface Leaf {
  readonly path: string
  readonly type: string
}

function leavesOf(field: Field): readonly Leaf[] {
  if (field.type !== 'list') return [field]
  if ('of' in field) return [{ path: field.path, type: field.of }]
  return field.children
    .flatMap(leavesOf)
    .map(({ path, type }) => ({ path: `${field.path}.${path}`, type }))
}

/** Adds components under ids that are free, with the dataset's name in front where they are not. */
function withComponents(dataView: DataViewDocument, own: Components, dataset: string) {
  const { dimensions = [], metrics = [] } = dataView
  const taken = new Set([...dimensions, ...metrics].map((each) => each.id))
  const free = (component: Component) =>
    taken.has(component.id) ? { ...component, id: `${dataset}-${component.id}` } : component
  return {
    ...dataView,
    dimensions: [...dimensions, ...own.dimensions.map(free)],
    metrics: [...metrics, ...own.metrics.map(free)],
  }
}

/** `Web orders.csv.gz` → `web-orders` */
export const proposeDatasetId = (fileName: string): string => slug(fileName.replace(/\..*$/, ''))

export const slug = (text: string): string => proposeId(text) ?? 'data'

/** `acquisition_channel` → `Acquisition channel` */
export function proposeFieldName(path: string): string {
  const words = path
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_.\-\s]+/g, ' ')
    .trim()
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function freeId(preferred: string, taken: readonly string[]): string {
  if (!taken.includes(preferred)) return preferred
  const numbers = Array.from({ length: taken.length + 1 }, (_, k) => `${preferred}-${k + 2}`)
  return numbers.find((id) => !taken.includes(id)) ?? preferred
}
