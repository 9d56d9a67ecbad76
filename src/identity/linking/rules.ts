import type { IdentityRules } from '../../model/definitions/identity-space.ts'
import { compileBlocked, type IsBlocked } from './blocked.ts'

/** The rules of a space, with namespaces as indexes: 0 has the highest priority. */
export interface Rules {
  readonly namespaces: readonly RuledNamespace[]
  readonly pairs: readonly PairRule[]
  readonly guard: IdentityRules['guard']
  readonly anonymous: IdentityRules['anonymous']
  /** The index of a namespace; undefined for one that the space has not. */
  readonly indexOf: (namespace: string) => number | undefined
  /** Whether an id names nobody: it links nothing. */
  readonly isBlocked: IsBlocked
}

export type RuledNamespace = IdentityRules['namespaces'][number]

/** An id of `from` has links with at most `max` ids of `to`. */
export interface PairRule {
  readonly from: number
  readonly to: number
  readonly max: number
}

/** Errors: regex/invalid at `blocked[i].matches`. */
export function compileRules({
  namespaces,
  pairs,
  blocked,
  guard,
  anonymous,
}: IdentityRules): Rules {
  const indexes = new Map(namespaces.map(({ id }, index) => [id, index]))
  return {
    namespaces,
    pairs: pairs.map(({ from, to, max }) => ({
      from: indexes.get(from)!,
      to: indexes.get(to)!,
      max,
    })),
    guard,
    anonymous,
    indexOf: (namespace) => indexes.get(namespace),
    isBlocked: compileBlocked(blocked),
  }
}
