import { getOwn } from '../../model/own.ts'
import type { DeliveredChange, DeliveryBatch } from '../destination.ts'

/** A batch as a table: who, what and when; a column per identity namespace, and one per attribute. */
export interface PeopleList {
  readonly columns: readonly PeopleColumn[]
  readonly changes: readonly DeliveredChange[]
}

export interface PeopleColumn {
  readonly name: string
  /** Of an identity: an array of ids. Undefined or null: no value. */
  readonly read: (change: DeliveredChange) => unknown
  readonly isIdentity: boolean
}

const facts = ['person', 'status', 'at', 'epoch'] as const

/** All columns that the batch has, or those that are wanted, in their order: empty where nobody has any. */
export function listPeople({ changes }: DeliveryBatch, wanted: readonly string[] = []): PeopleList {
  const found = findColumns(changes)
  if (wanted.length === 0) return { columns: found, changes }
  const byName = new Map(found.map((column) => [column.name, column]))
  const columns = wanted.map((name) => byName.get(name) ?? emptyColumn(name))
  return { columns, changes }
}

function findColumns(changes: readonly DeliveredChange[]): readonly PeopleColumn[] {
  const columns = new Map<string, PeopleColumn>()
  const add = (name: string, read: PeopleColumn['read'], isIdentity = false) =>
    columns.set(name, { name, read, isIdentity })
  for (const fact of facts) add(fact, (change) => change[fact])
  const freeName = (name: string, kind: string) => (columns.has(name) ? `${kind}.${name}` : name)
  for (const namespace of namesOf(changes, ({ identities }) => identities.map(namespaceOf))) {
    add(freeName(namespace, 'identity'), (change) => idsOf(change, namespace), true)
  }
  for (const attribute of namesOf(changes, ({ attributes }) => Object.keys(attributes))) {
    add(freeName(attribute, 'attribute'), ({ attributes }) => getOwn(attributes, attribute))
  }
  return [...columns.values()]
}

const namespaceOf = ({ namespace }: { readonly namespace: string }): string => namespace

const namesOf = (
  changes: readonly DeliveredChange[],
  read: (change: DeliveredChange) => readonly string[],
): readonly string[] => [...new Set(changes.flatMap(read))].toSorted()

const emptyColumn = (name: string): PeopleColumn => ({
  name,
  read: () => undefined,
  isIdentity: false,
})

/** A person's ids of a namespace, in the order of the change. */
export const idsOf = ({ identities }: DeliveredChange, namespace: string): readonly string[] =>
  identities.flatMap((identity) => (identity.namespace === namespace ? [identity.id] : []))

/** The ids of a person by namespace. */
export const idsByNamespace = (
  change: DeliveredChange,
): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    namesOf([change], ({ identities }) => identities.map(namespaceOf)).map((namespace) => [
      namespace,
      idsOf(change, namespace),
    ]),
  )
