import { z } from 'zod'
import { namespaceId } from '../../model/definitions/identity-space.ts'
import type {
  DeliveredChange,
  DeliveryBatch,
  RejectedChange,
  TakenIdentity,
} from '../destination.ts'

/** Of which namespaces the ids are that a destination takes, by its own word for them. */
export type Namespaces<K extends string> = Readonly<Record<K, readonly string[]>>

/** A setting that names other namespaces than the usual ones. */
export const namespacesOf = <K extends string>(taken: readonly (TakenIdentity & { as: K })[]) =>
  z
    .strictObject(
      Object.fromEntries(
        taken.map(({ as, namespaces }) => [
          as,
          z
            .array(namespaceId)
            .max(20)
            .default([...namespaces]),
        ]),
      ) as unknown as Record<K, z.ZodType<readonly string[]>>,
    )
    .prefault({} as never)
    .meta({
      description: `the namespaces whose ids are sent, the first one first: ${usual(taken)}`,
    })

const usual = (taken: readonly TakenIdentity[]): string =>
  `${taken.map(({ as, namespaces }) => `${as} of ${namespaces.join(', ')}`).join('; ')} when left out`

/** The ids of somebody in some namespaces, in the order of these, each once. */
export const idsIn = (
  { identities }: DeliveredChange,
  namespaces: readonly string[],
): readonly string[] => [
  ...new Set(
    namespaces.flatMap((own) =>
      identities.flatMap(({ namespace, id }) => (namespace === own ? [id] : [])),
    ),
  ),
]

/** Why somebody cannot be named there. */
export const noIdentity = (namespaces: Namespaces<string>): string => {
  const wanted = [...new Set(Object.values(namespaces).flat())]
  return `none of its identities can be used there: wanted is one of ${wanted.join(', ')}`
}

/** A change whose person the other side can be told of. */
export interface Named<T> {
  readonly index: number
  readonly change: DeliveredChange
  readonly as: T
}

/** Who can be named there, and who cannot. */
export interface NamedChanges<T> {
  readonly named: readonly Named<T>[]
  readonly rejected: readonly RejectedChange[]
}

/** `name` gives what a change's person is called there, or undefined, which rejects it with the reason. */
export function nameChanges<T>(
  { changes }: DeliveryBatch,
  name: (change: DeliveredChange) => T | undefined,
  reason: string,
): NamedChanges<T> {
  const named: Named<T>[] = []
  const rejected: RejectedChange[] = []
  for (const [index, change] of changes.entries()) {
    const as = name(change)
    if (as === undefined) rejected.push({ index, reason })
    else named.push({ index, change, as })
  }
  return { named, rejected }
}

/**
 * Those who leave, and those who enter. Leaving goes first: where two people share an id, of whom one stays,
 * it stays.
 */
export function byStatus<T>(
  named: readonly Named<T>[],
): readonly (readonly [status: DeliveredChange['status'], changes: readonly Named<T>[]])[] {
  const statuses = ['left', 'entered'] as const
  return statuses
    .map((status) => [status, named.filter(({ change }) => change.status === status)] as const)
    .filter(([, changes]) => changes.length > 0)
}

/** Changes by the one id that each is sent as: no id is sent twice. */
export function byId(named: readonly Named<string>[]): ReadonlyMap<string, readonly number[]> {
  const indexes = new Map<string, number[]>()
  for (const { index, as } of named) indexes.set(as, [...(indexes.get(as) ?? []), index])
  return indexes
}
