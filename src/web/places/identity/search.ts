import type { IdentityRulesDocument } from '../../api/index.ts'

/** What the address of a space says beside its name. */
export interface SpaceSearch {
  /** An identity whose person is shown. */
  readonly id?: string
}

export const readSpaceSearch = ({ id }: Readonly<Record<string, unknown>>): SpaceSearch =>
  typeof id === 'string' && id !== '' ? { id } : {}

/** What the address of the simulation says. */
export interface SimulationSearch {
  /** The space whose rules are tried. */
  readonly rules?: string
  readonly lines?: string
  /** How its namespaces were changed. */
  readonly namespaces?: IdentityRulesDocument['namespaces']
}

export function readSimulationSearch({
  rules,
  lines,
  namespaces,
}: Readonly<Record<string, unknown>>): SimulationSearch {
  return {
    ...(typeof rules === 'string' && rules !== '' && { rules }),
    ...(typeof lines === 'string' && lines !== '' && { lines }),
    ...(isNamespaces(namespaces) && { namespaces }),
  }
}

/** What else they say is for the server to judge. */
const isNamespaces = (value: unknown): value is IdentityRulesDocument['namespaces'] =>
  Array.isArray(value) &&
  value.every(
    (each: unknown) =>
      typeof each === 'object' && each !== null && 'id' in each && typeof each.id === 'string',
  )
