import type { Codes } from '../columns.ts'
import { toNode } from '../links.ts'
import { type AllocationName, allocations, type Reach } from '../persistence/index.ts'
import { readUntil } from '../persistence/time-within.ts'
import type { Operator, Scope } from '../scope.ts'
import type { ListVector, NodeRef } from '../vectors.ts'
import { Growing } from './growing.ts'
import { fillEmptyLists, makeSets } from './list-values.ts'

export interface PersistNode {
  readonly op: 'persist'
  /** Codes, or a list of codes of which an event carries the last, first … set. */
  readonly input: NodeRef
  readonly allocation: AllocationName
  /** Values never leave these. */
  readonly runs: NodeRef
  /** null: to the end of the run. */
  readonly durationMs: number | null
  /** Numbers that never fall, instead of the duration: until when a value set on the event is carried. */
  readonly until?: NodeRef
}

/** Values carried to other events of their run (§3.9); what has several values is a set. */
export const persist: Operator<PersistNode> = {
  links: { input: toNode, runs: toNode, until: toNode },
  isList: ({ input, allocation }, plan) =>
    allocations[allocation].kind === 'set' || plan.isList(input),
  evaluate(node, scope) {
    const vector = scope.vector(node.input)
    const reach = readReach(node, scope)
    const rule = allocations[node.allocation]
    if (rule.kind === 'set') return collectSets(asList(vector, scope), reach, scope)
    if (vector.kind === 'codes') {
      return scope.codesVector(rule.carry(scope.narrow(node.input), reach, scope))
    }
    const list = asList(vector, scope)
    return gather(list, rule.carry(eventNumbers(list, scope), reach, scope), scope)
  },
}

export function readReach(
  { runs, durationMs, until }: Pick<PersistNode, 'runs' | 'durationMs' | 'until'>,
  scope: Scope,
): Reach {
  return {
    runs: scope.runs(runs),
    durationMs: durationMs ?? Infinity,
    until: until === undefined ? null : scope.numbers(until),
  }
}

function asList(vector: ReturnType<Scope['vector']>, scope: Scope): ListVector {
  if (vector.kind === 'list') return fillEmptyLists(vector, scope)
  if (vector.kind !== 'codes') throw new Error(`${vector.kind} cannot persist`)
  const offsets = scope.memory.codes(scope.events + 1)
  for (let i = 0; i <= scope.events; i++) offsets[i] = i
  return makeSets(offsets, vector.data)
}

/** The number of each event that has a value, counted from 1; 0 for the others. */
function eventNumbers({ offsets, codes }: ListVector, scope: Scope): Uint32Array {
  const out = scope.memory.codes(scope.events)
  for (let i = 0; i < scope.events; i++) {
    let any = false
    for (let e = offsets[i]!; e < offsets[i + 1]! && !any; e++) any = codes![e] !== 0
    out[i] = any ? i + 1 : 0
  }
  return out
}

/** Each event's values are those of the event with the given number. */
function gather({ offsets, codes }: ListVector, from: Codes, scope: Scope): ListVector {
  const found = new Growing()
  const outOffsets = scope.memory.codes(scope.events + 1)
  for (let i = 0; i < scope.events; i++) {
    outOffsets[i] = found.length
    const source = from[i]! - 1
    if (source < 0) continue
    for (let e = offsets[source]!; e < offsets[source + 1]!; e++) {
      if (codes![e]) found.push(codes![e]!)
    }
  }
  outOffsets[scope.events] = found.length
  return setOf(outOffsets, found, scope)
}

/** On each event all values set so far in its run, those that have ended left out. */
function collectSets({ offsets, codes }: ListVector, reach: Reach, scope: Scope): ListVector {
  const { runs } = reach
  const { time } = scope
  const endOf = readUntil(reach, scope)
  const held = new HeldValues()
  const found = new Growing()
  const outOffsets = scope.memory.codes(scope.events + 1)
  for (let r = 0; r < runs.count; r++) {
    held.clear()
    for (let i = runs.offsets[r]!; i < runs.offsets[r + 1]!; i++) {
      const end = endOf(i)
      for (let e = offsets[i]!; e < offsets[i + 1]!; e++) if (codes![e]) held.set(codes![e]!, end)
      outOffsets[i] = found.length
      held.collect(time[i]!, found)
    }
  }
  outOffsets[scope.events] = found.length
  return setOf(outOffsets, found, scope)
}

/** The distinct values of a run with the times until which they are carried. */
class HeldValues {
  readonly #places = new Map<number, number>()
  readonly #codes: number[] = []
  readonly #ends: number[] = []

  clear(): void {
    this.#places.clear()
    this.#codes.length = 0
    this.#ends.length = 0
  }

  set(code: number, end: number): void {
    const place = this.#places.get(code) ?? this.#codes.length
    this.#places.set(code, place)
    this.#codes[place] = code
    this.#ends[place] = end
  }

  /** Adds the values that are carried at a time. */
  collect(time: number, found: Growing): void {
    const count = this.#codes.length
    const out = found.room(count)
    let length = found.length
    for (let place = 0; place < count; place++) {
      out[length] = this.#codes[place]!
      length += Number(this.#ends[place]! >= time)
    }
    found.grow(length)
  }
}

function setOf(offsets: Uint32Array, found: Growing, scope: Scope): ListVector {
  const codes = scope.memory.codes(found.length)
  codes.set(found.values())
  return makeSets(offsets, codes)
}
