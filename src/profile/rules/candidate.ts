/** A scalar, or a list of plain ones. */
export type AttributeValue = string | number | boolean | readonly AttributeValue[]

/** A value that a row has for an attribute. */
export interface Candidate {
  readonly value: AttributeValue
  /** The dataset, and the field of it. */
  readonly from: string
  readonly field: string
  /** UTC ms of the row; of its arrival where it has no time. */
  readonly time: number
  /** The order of arrival of a row without a time; null where it has one. */
  readonly arrival: number | null
}

/** Below 0: the first is the earlier one. Rows that have a time are compared by that, however they came. */
export function compareCandidates(a: Candidate, b: Candidate): number {
  if (a.time !== b.time) return a.time - b.time
  const arrivals = (a.arrival ?? -1) - (b.arrival ?? -1)
  if (arrivals !== 0) return arrivals
  return compareTexts(printValue(a.value), printValue(b.value)) || compareSources(a, b)
}

const compareSources = (a: Candidate, b: Candidate): number =>
  compareTexts(a.from, b.from) || compareTexts(a.field, b.field)

export const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The same for equal values only. */
export const printValue = (value: AttributeValue): string => JSON.stringify(value)

/** Numbers come before other values, which are in the order of their texts. */
export function compareValues(a: AttributeValue, b: AttributeValue): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'number' || typeof b === 'number') return typeof a === 'number' ? -1 : 1
  return compareTexts(textOf(a), textOf(b))
}

const textOf = (value: AttributeValue): string =>
  typeof value === 'string' ? value : printValue(value)
