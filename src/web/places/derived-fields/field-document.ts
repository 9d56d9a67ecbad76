import type { DataViewDocument } from '../../api/index.ts'
import { isDeepEqual } from '../../../model/projects/is-deep-equal.ts'
import { freeId } from '../../../model/propose-id.ts'

/** A derived field as it is written. */
export type FieldDocument = NonNullable<DataViewDocument['derivedFields']>[number]

export const findField = (view: DataViewDocument, id: string): FieldDocument | undefined =>
  view.derivedFields?.find((field) => field.id === id)

/** Somebody else has changed the same field meanwhile; undefined: deleted it. */
export class FieldConflict extends Error {
  readonly theirs: FieldDocument | undefined

  constructor(theirs: FieldDocument | undefined) {
    super('the derived field was changed meanwhile')
    this.theirs = theirs
  }
}

/** A data view with a field in the place of the one that it was begun from. Errors: FieldConflict. */
export function withField(
  view: DataViewDocument,
  field: FieldDocument,
  begunFrom: FieldDocument,
): DataViewDocument {
  const theirs = findField(view, begunFrom.id)
  const isSame = isDeepEqual(theirs, begunFrom) || isDeepEqual(theirs, field)
  if (!isSame) throw new FieldConflict(theirs)
  return {
    ...view,
    derivedFields: view.derivedFields?.map((each) => (each.id === begunFrom.id ? field : each)),
  }
}

/** A data view with a new field, whose id is made of its name. */
export function withNewField(view: DataViewDocument, field: FieldDocument): DataViewDocument {
  const { derivedFields = [] } = view
  return { ...view, derivedFields: [...derivedFields, { ...field, id: newFieldId(view, field) }] }
}

export const newFieldId = (view: DataViewDocument, field: FieldDocument): string =>
  freeId(
    field.name ?? '',
    (view.derivedFields ?? []).map(({ id }) => id),
  ) ?? field.id

export const withoutField = (view: DataViewDocument, id: string): DataViewDocument => ({
  ...view,
  derivedFields: view.derivedFields?.filter((field) => field.id !== id),
})

/** What reads a derived field in its data view. */
interface FieldUsers {
  readonly dimensions: readonly string[]
  readonly metrics: readonly string[]
  readonly derivedFields: readonly string[]
}

export function findUsers(view: DataViewDocument, id: string): FieldUsers {
  const reading = (components: DataViewDocument['dimensions'] | DataViewDocument['metrics'] = []) =>
    components.flatMap((each) =>
      'shared' in each || (each.field ?? each.id) !== id ? [] : [each.name ?? each.id],
    )
  const others = (view.derivedFields ?? []).filter((each) => each.id !== id)
  return {
    dimensions: reading(view.dimensions),
    metrics: reading(view.metrics),
    derivedFields: others
      .filter(({ rules }) => rules.some((rule) => readsField(rule, id)))
      .map((each) => each.name ?? each.id),
  }
}

/** Whether a part of a rule is the input `{ field: id }`, or has it inside. */
function readsField(part: unknown, id: string): boolean {
  if (typeof part !== 'object' || part === null) return false
  const entries = Object.entries(part) as [string, unknown][]
  if (entries.length === 1 && isDeepEqual(part, { field: id })) return true
  return entries.some(([, value]) => readsField(value, id))
}

/** A data view in which a field is a dimension or metric with default settings. */
export function withComponent(
  view: DataViewDocument,
  list: 'dimensions' | 'metrics',
  { id, name = id }: FieldDocument,
): DataViewDocument {
  const all = [...(view.dimensions ?? []), ...(view.metrics ?? [])]
  const taken = all.map((each) => ('shared' in each ? (each.id ?? each.shared) : each.id))
  const own = freeId(id, taken) ?? id
  return { ...view, [list]: [...(view[list] ?? []), { id: own, name, field: id }] }
}

/** A field of no rules, told apart from the others of the data view until it has a name. */
export const emptyField = ({ derivedFields = [] }: DataViewDocument): FieldDocument => {
  const taken = derivedFields.map(({ id }) => id)
  return { id: freeId('derived-field', taken) ?? 'derived-field', name: '', rules: [] }
}

/** As it is stored: an empty name, description or list of tags is none. */
export function toStored({ name, description, tags, ...rest }: FieldDocument): FieldDocument {
  return {
    ...rest,
    ...(name !== undefined && name.trim() !== '' && { name: name.trim() }),
    ...(description !== undefined && description !== '' && { description }),
    ...(tags !== undefined && tags.length > 0 && { tags }),
  }
}
