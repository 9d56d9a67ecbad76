import type { Memory } from './memory.ts'
import type { Person } from './people.ts'
import type { Random } from './random.ts'

/** A visit that is about to begin. */
export interface Occasion {
  readonly random: Random
  readonly person: Person
  readonly memory: Memory
  readonly startMs: number
  /** Of the period. */
  readonly day: number
}
