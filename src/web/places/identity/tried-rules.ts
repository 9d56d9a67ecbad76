import type { EventLine } from '../../../model/event-lines.ts'
import type { IdentityRulesDocument } from '../../api/index.ts'
import { namespaceOf } from './drawn-graph.ts'

type Namespace = IdentityRulesDocument['namespaces'][number]

/** What the example is tried with. */
export const ownRules: IdentityRulesDocument = {
  namespaces: [
    { id: 'crm', unique: true },
    { id: 'email', unique: true },
    { id: 'cookie', device: true },
  ],
  blocked: [{ preset: 'placeholders' }],
}

/** Rules with every namespace of the events; without those that do not occur, unless they are a space’s. */
export function completeRules(
  rules: IdentityRulesDocument,
  events: readonly EventLine[],
  isOfSpace: boolean,
): IdentityRulesDocument {
  const found = new Set(events.flatMap(({ ids }) => ids.map(namespaceOf)))
  const kept = rules.namespaces.filter(({ id }) => isOfSpace || found.has(id))
  const known = new Set(kept.map(({ id }) => id))
  const added = [...found].filter((id) => !known.has(id)).map((id) => ({ id }))
  return { ...rules, namespaces: [...kept, ...added] }
}

/** Namespaces with another setting of one. */
export const changeNamespace = (
  namespaces: readonly Namespace[],
  id: string,
  change: Partial<Namespace>,
): readonly Namespace[] =>
  namespaces.map((each) => (each.id === id ? { ...each, ...change } : each))

/** Namespaces with one of them a place further up. */
export function raiseNamespace(
  namespaces: readonly Namespace[],
  place: number,
): readonly Namespace[] {
  const others = namespaces.toSpliced(place, 1)
  return others.toSpliced(Math.max(0, place - 1), 0, ...namespaces.slice(place, place + 1))
}
