import { ThroughlineError } from '../../model/errors.ts'
import type { JourneyField } from './journey.ts'
import type { Leaf } from './leaf.ts'

export interface DatasetLeaves {
  readonly dataset: string
  /** Position in the connection, for the path of an error. */
  readonly position: number
  readonly leaves: readonly Leaf[]
}

/**
 * Fields with the same path are one field of the journey table (semantics §1.4). Numbers given out
 * before are kept, so that codes stay what they were.
 * Errors: connection/field-conflict when two datasets disagree about a path.
 */
export function mergeFields(
  datasets: readonly DatasetLeaves[],
  before: readonly JourneyField[] = [],
): readonly JourneyField[] {
  const fields = new Map(before.map((field) => [field.path, field]))
  const owners = new Map<string, string>()
  let lastId = Math.max(0, ...before.map((field) => field.id))
  for (const { dataset, position, leaves } of datasets) {
    for (const leaf of leaves) {
      const known = fields.get(leaf.path)
      if (known && owners.has(leaf.path)) {
        refuseConflict(known, leaf, owners.get(leaf.path)!, dataset, position)
      }
      if (!known || !isSameShape(known, leaf)) fields.set(leaf.path, fieldOf(leaf, ++lastId))
      if (!owners.has(leaf.path)) owners.set(leaf.path, dataset)
    }
  }
  return [...fields.values()]
}

export function isSameShape(a: Shape, b: Shape): boolean {
  return a.type === b.type && a.lists.join() === b.lists.join()
}

type Shape = Pick<JourneyField, 'type' | 'lists'>

function fieldOf({ path, type, lists }: Leaf, id: number): JourneyField {
  return { path, type, lists, id, storage: storageName(path) }
}

/** ClickHouse reads a dot in the name of an array column as a nested structure, so there is none. */
function storageName(path: string): string {
  return `field_${path.replaceAll('%', '%25').replaceAll('.', '%2E')}`
}

function refuseConflict(
  known: JourneyField,
  leaf: Leaf,
  owner: string,
  dataset: string,
  position: number,
): void {
  if (isSameShape(known, leaf)) return
  throw new ThroughlineError(
    'connection/field-conflict',
    {
      field: leaf.path,
      first: owner,
      firstType: say(known),
      second: dataset,
      secondType: say(leaf),
    },
    ['datasets', position, 'dataset'],
  )
}

function say({ type, lists }: Shape): string {
  return lists.length === 0 ? type : `${type} in ${lists.join(' in ')}`
}
