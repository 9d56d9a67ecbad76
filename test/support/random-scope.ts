import fc from 'fast-check'
import type { Block, Codes, Column } from '../../src/engine/columns.ts'
import { createEngine } from '../../src/engine/engine.ts'
import { operators } from '../../src/engine/operators/index.ts'
import { PlanDraft } from '../../src/engine/plan-draft.ts'
import { Scope } from '../../src/engine/scope.ts'

/** One event of a random world: a gap to the one before, codes of two fields and a byte of masks. */
export interface RandomEvent {
  readonly gap: number
  readonly x: number
  readonly y: number
  readonly masks: number
}

/** Events per person: few codes, so that repeats and gaps are frequent. */
export const randomPersons = fc.array(
  fc.array(
    fc.record({
      gap: fc.constantFrom(0, 1, 5, 40),
      x: fc.integer({ min: 0, max: 4 }),
      y: fc.integer({ min: 0, max: 3 }),
      masks: fc.integer({ min: 0, max: 255 }),
    }),
    { minLength: 1, maxLength: 40 },
  ),
  { minLength: 1, maxLength: 5 },
)

const engine = createEngine()
const empty = engine.memory.mark()
const widths = [Uint8Array, Uint16Array, Uint32Array] as const

/** Nodes over the fields: codes, masks (bit m of `masks`), persons and sessions (gaps over 30 ms). */
const draft = new PlanDraft()
const column = (name: string) => draft.add({ op: 'column', column: name })
const tableOf = (of: (masks: number) => number) =>
  draft.table(Uint8Array.from({ length: 256 }, (_, code) => of(code)))
const masks = column('masks')
export const nodes = {
  x: column('x'),
  y: column('y'),
  /** The lowest three or five bits of `masks`. */
  three: draft.add({ op: 'map', input: masks, table: tableOf((code) => code & 7) }),
  five: draft.add({ op: 'map', input: masks, table: tableOf((code) => code & 31) }),
  mask: [0, 1, 2, 3, 4, 5, 6, 7].map((bit) =>
    draft.add({ op: 'test', input: masks, table: tableOf((code) => (code >> bit) & 1) }),
  ),
  persons: draft.add({ op: 'persons' }),
  sessions: draft.add({ op: 'sessions', timeoutMs: 30 }),
}

/** The persons as one batch, with codes of a width of 8, 16 or 32 bits; valid until the next call. */
export function scopeOf(persons: readonly (readonly RandomEvent[])[], width: 0 | 1 | 2): Scope {
  engine.memory.release(empty)
  const tables = draft.tables.map((table) => {
    const copy = engine.memory.bytes(table.length)
    copy.set(table)
    return copy
  })
  const block = blockOf(persons, width)
  const range = { block: 0, batch: 0, personFrom: 0, personTo: persons.length, eventFrom: 0 }
  const operations = draft.nodes.map((node) => ({ node, operator: operators[node.op] }))
  const program = { operations, tables }
  return new Scope(engine, program, block, { ...range, eventTo: block.events }, 0)
}

function blockOf(persons: readonly (readonly RandomEvent[])[], width: 0 | 1 | 2): Block {
  const events = persons.flat()
  const codes = (of: (event: RandomEvent) => number) => {
    const data: Codes = widths[width].from(events.map(of))
    return { kind: 'codes', data } as const
  }
  const personStart = [0]
  for (const own of persons) personStart.push(personStart.at(-1)! + own.length)
  const time = persons.flatMap((own) => {
    let now = 0
    return own.map(({ gap }) => (now += gap))
  })
  return {
    events: events.length,
    persons: persons.length,
    personBase: 0,
    personStart: Uint32Array.from(personStart),
    personCode: Uint32Array.from(persons, (_, person) => person + 1),
    time: Float64Array.from(time),
    columns: new Map(
      Object.entries<Column>({
        x: codes(({ x }) => x),
        y: codes(({ y }) => y),
        masks: codes(({ masks: own }) => own),
      }),
    ),
  }
}
