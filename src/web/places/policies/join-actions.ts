import type { RequestDenial } from '../../../model/answers/policies.ts'

/** What one policy has against one field on one way, with all that it does not allow. */
interface Joined<T extends RequestDenial> {
  readonly denial: T
  readonly actions: readonly T['action'][]
}

/** Denials that differ by their action alone, as one. */
export function joinActions<T extends RequestDenial>(denials: readonly T[]): readonly Joined<T>[] {
  const byRest = new Map<string, { denial: T; actions: T['action'][] }>()
  for (const denial of denials) {
    const { action, message: _, ...rest } = denial
    const key = JSON.stringify(rest)
    const found = byRest.get(key)
    if (found === undefined) byRest.set(key, { denial, actions: [action] })
    else found.actions.push(action)
  }
  return [...byRest.values()]
}
