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

/** Rules with another setting of a namespace. */
export const changeNamespace = (
  rules: IdentityRulesDocument,
  id: string,
  change: Partial<Namespace>,
): IdentityRulesDocument => ({
  ...rules,
  namespaces: rules.namespaces.map((each) => (each.id === id ? { ...each, ...change } : each)),
})

/** Rules with a namespace one place further up. */
export function raiseNamespace(rules: IdentityRulesDocument, place: number): IdentityRulesDocument {
  const namespaces = [...rules.namespaces]
  const [raised] = namespaces.splice(place, 1)
  if (raised !== undefined) namespaces.splice(Math.max(0, place - 1), 0, raised)
  return { ...rules, namespaces }
}
