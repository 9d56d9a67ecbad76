import type { FoundPeople } from '../../../../model/answers/profiles.ts'

/** Whom an identity names among the people of a connection. */
export type NamedPerson =
  | { readonly kind: 'one'; readonly person: string }
  | { readonly kind: 'several'; readonly people: readonly string[] }
  | { readonly kind: 'nobody' }

/** Who of those that were found is in a connection. */
export function findNamed(connection: string, { found }: Pick<FoundPeople, 'found'>): NamedPerson {
  const here = found.filter((each) => each.connection === connection)
  const people = [...new Set(here.map(({ person }) => person))]
  const [first, ...others] = people
  if (first === undefined) return { kind: 'nobody' }
  return others.length === 0 ? { kind: 'one', person: first } : { kind: 'several', people }
}
