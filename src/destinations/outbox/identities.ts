import type { Destination } from '../../model/definitions/destination.ts'
import type { PersonProfile } from '../../profile/profile.ts'
import type { DeliveredIdentity } from '../destination.ts'

type Identities = readonly DeliveredIdentity[]

export const keyOf = ({ namespace, id }: DeliveredIdentity): string => `${namespace}:${id}`

/** The identities of a person that a destination is sent. */
export function chooseIdentities(
  { identities: wanted }: Pick<Destination, 'identities'>,
  taken: readonly string[] | undefined,
  profile: Pick<PersonProfile, 'identities'> | undefined,
): Identities {
  const all = profile?.identities ?? []
  const namespaces = wanted.length > 0 ? wanted : taken
  return all
    .filter(({ namespace }) => namespaces === undefined || namespaces.includes(namespace))
    .map(({ namespace, id }) => ({ namespace, id }))
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

type Pairs = readonly (readonly [namespace: string, id: string])[]

/** As they are kept. */
export const printIdentities = (identities: Identities): string =>
  JSON.stringify(identities.map(({ namespace, id }): Pairs[number] => [namespace, id]))

export const parseIdentities = (text: string | null): Identities =>
  (JSON.parse(text ?? '[]') as Pairs).map(([namespace, id]) => ({ namespace, id }))

/** Those that are not among others. */
export function without(identities: Identities, others: Identities): Identities {
  if (identities.length === 0 || others.length === 0) return identities
  const known = new Set(others.map(keyOf))
  return identities.filter((identity) => !known.has(keyOf(identity)))
}

export const join = (identities: Identities, others: Identities): Identities => [
  ...identities,
  ...without(others, identities),
]
