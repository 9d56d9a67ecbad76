import type { IdentityWarning } from '../../model/answers/identity.ts'
import type { Graphs } from '../linking/index.ts'
import type { ReadEvents } from './events.ts'
import { findOwned, type Owned } from './owned.ts'

/** What a person should look at, by kind, then in the order of the events and texts. */
export function findWarnings(read: ReadEvents, graphs: Graphs): readonly IdentityWarning[] {
  const owned = findOwned(read, graphs)
  return [
    ...warnOfBlocked(read),
    ...warnOfQuarantined(read, graphs),
    ...warnOfTwo(read),
    ...warnOfDangling(read, owned),
    ...warnOfMissing(read, owned),
  ]
}

function warnOfBlocked({ texts, isBlocked }: ReadEvents): readonly IdentityWarning[] {
  return texts
    .filter((_, index) => isBlocked(index))
    .sort()
    .map((id) => ({
      kind: 'blocked',
      ids: [id],
      message: `${id} names nobody: it links nothing`,
    }))
}

function warnOfQuarantined(
  { texts }: ReadEvents,
  { quarantined }: Graphs,
): readonly IdentityWarning[] {
  return quarantined.map(({ index, people, neighbours, idsPerMinute }) => ({
    kind: 'quarantined',
    ids: [texts[index]!],
    message: `${texts[index]!} is held back and links nothing: it would join ${people} people and was met with ${neighbours} ids, ${idsPerMinute} of them within one minute`,
  }))
}

function warnOfTwo({ events, ledger, texts }: ReadEvents): readonly IdentityWarning[] {
  const { namespaceOf, rules } = ledger
  return events.flatMap((ids, event) => {
    const namespaces = new Set(ids.map((index) => namespaceOf[index]!))
    if (namespaces.size === ids.length) return []
    return [...namespaces].flatMap((namespace): IdentityWarning[] => {
      const same = ids.filter((index) => namespaceOf[index] === namespace)
      if (same.length < 2) return []
      const { id, unique } = rules.namespaces[namespace]!
      const consequence = unique ? `, of which a person has one at most` : ''
      const message = `one event carries ${same.length} ids of ${id}${consequence}`
      return [
        { kind: 'two-on-an-event', ids: same.map((index) => texts[index]!).sort(), event, message },
      ]
    })
  })
}

function warnOfDangling(
  { texts, ledger: { rules } }: ReadEvents,
  { dangling }: Owned,
): readonly IdentityWarning[] {
  const person = rules.namespaces[0]!.id
  return dangling
    .map((index) => texts[index]!)
    .sort()
    .map((id) => ({
      kind: 'dangling',
      ids: [id],
      message: `${id} belongs to no ${person} but over a device, where others of its namespace do`,
    }))
}

function warnOfMissing(
  { texts, ledger: { rules } }: ReadEvents,
  { missing }: Owned,
): readonly IdentityWarning[] {
  return missing
    .map(({ person, namespace, stranger }): IdentityWarning => {
      const { id } = rules.namespaces[namespace]!
      const message =
        stranger === undefined
          ? `${texts[person]!} has no ${id}, which every other person has`
          : `${texts[person]!} has no ${id} of its own: ${texts[stranger]!} is with it over a device only`
      const ids = [texts[person]!, ...(stranger === undefined ? [] : [texts[stranger]!])]
      return { kind: 'person-without-namespace', ids, message }
    })
    .sort((x, y) => (x.ids.join(' ') < y.ids.join(' ') ? -1 : 1))
}
