import { toNode, toNodes } from '../links.ts'
import type { Scope } from '../scope.ts'
import type { MaskRef, NodeRef } from '../vectors.ts'
import type { AggregationKind } from './aggregation.ts'
import { fillEmptyLists } from '../operators/list-values.ts'

/** One person's events with the given vectors, as the engine sees them. */
export interface PersonEventsAggregation {
  readonly kind: 'person-events'
  /** Code in the person dictionary. */
  readonly person: number
  readonly sessions: NodeRef
  readonly mask: MaskRef
  readonly values: readonly NodeRef[]
}

export interface PersonEvent {
  readonly time: number
  /** 1 for the person's first session. */
  readonly session: number
  readonly depth: number
  readonly isIn: boolean
  /** Per vector: codes or numbers (or 0 and 1 of a mask), several for a list. */
  readonly values: readonly (readonly number[])[]
}

export interface PersonEventsPartial {
  readonly events: readonly PersonEvent[]
}

export const personEvents: AggregationKind<PersonEventsAggregation, PersonEventsPartial> = {
  links: { sessions: toNode, mask: toNode, values: toNodes },
  start(aggregation) {
    let events: readonly PersonEvent[] = []
    return {
      consume(scope) {
        const at = findPerson(scope, aggregation.person)
        if (at >= 0) events = read(aggregation, scope, at)
      },
      partial: () => ({ events }),
    }
  },
  merge: (_aggregation, all) => all.find(({ events }) => events.length > 0) ?? all[0]!,
}

/** The person's place among those of the batch who are to be seen, -1 without one. */
function findPerson({ range: { personFrom, personTo }, block }: Scope, person: number): number {
  const codes = block.personCode.subarray(personFrom, personTo)
  for (let at = codes.indexOf(person); at >= 0; at = codes.indexOf(person, at + 1)) {
    if (block.hidden?.[personFrom + at] !== 1) return at
  }
  return -1
}

function read(aggregation: PersonEventsAggregation, scope: Scope, person: number): PersonEvent[] {
  const mask = scope.maskOrAll(aggregation.mask)
  const sessions = scope.runs(aggregation.sessions)
  const readers = aggregation.values.map((ref) => readerOf(ref, scope))
  const [from, to] = [scope.persons.offsets[person]!, scope.persons.offsets[person + 1]!]
  const events: PersonEvent[] = []
  let [session, depth, run] = [0, 0, sessions.offsets.subarray(0, sessions.count).indexOf(from)]
  for (let i = from; i < to; i++) {
    depth++
    if (sessions.offsets[run] === i) {
      session++
      run++
      depth = 1
    }
    const values = readers.map((reader) => reader(i))
    events.push({ time: scope.time[i]!, session, depth, isIn: !mask || mask[i] === 1, values })
  }
  return events
}

function readerOf(ref: NodeRef, scope: Scope): (event: number) => readonly number[] {
  const vector = scope.vector(ref)
  if (vector.kind === 'runs') throw new Error('runs are no value of an event')
  if (vector.kind !== 'list') return (event) => [vector.data[event]!]
  const { offsets, codes, numbers } = fillEmptyLists(vector, scope)
  const values = codes ?? numbers!
  return (event) => [...values.subarray(offsets[event], offsets[event + 1])]
}
