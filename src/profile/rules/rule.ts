import type { AttributeValue, Candidate } from './candidate.ts'

/** What a rule makes of candidates: a value, and the candidate that it is from. */
export interface Merged {
  readonly value: AttributeValue
  readonly chosen: Candidate
  /** Whether the others have lost to it; they are part of it otherwise. */
  readonly hasBeaten: boolean
}

/** How the values of several rows become one attribute. */
export interface MergeRule {
  readonly label: string
  readonly description: string
  /**
   * `candidates`: one or more, the earliest first. `order`: sources, most trusted first. Null where none of the
   * candidates is of use.
   */
  readonly merge: (candidates: readonly Candidate[], order: readonly string[]) => Merged | null
  /** Candidates as [source, time, value]. */
  readonly examples: readonly {
    readonly candidates: readonly (readonly [string, number, AttributeValue])[]
    readonly order?: readonly string[]
    readonly value: AttributeValue | null
  }[]
}

/** One candidate is the value, and the others have lost to it. */
export const choose = (chosen: Candidate): Merged => ({
  value: chosen.value,
  chosen,
  hasBeaten: true,
})
