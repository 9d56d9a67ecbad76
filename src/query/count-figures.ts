import type { Aggregation } from '../engine/index.ts'

/** Elements of a list on an event, where only events are counted: few have more. */
const ELEMENTS_PER_EVENT = 10

/**
 * The most figures that aggregations can hold: one per combination of their keys' codes that may occur,
 * times their measures. Combinations are no more than there are events (or elements of lists).
 */
export const countMostFigures = (aggregations: readonly Aggregation[], events: number): number =>
  aggregations.reduce((sum, aggregation) => sum + countMost(aggregation, events), 0)

function countMost(aggregation: Aggregation, events: number): number {
  if (!('sizes' in aggregation)) return 0
  const { sizes } = aggregation
  const isOfList = 'lists' in aggregation && aggregation.lists.includes(true)
  const groups = sizes.reduce((product, size) => product * size, 1)
  const measures = 'measures' in aggregation ? aggregation.measures.length : 1
  return Math.min(groups, events * (isOfList ? ELEMENTS_PER_EVENT : 1)) * measures
}

/** The numbers, texts, yes, no and nothings in an answer. */
export function countValues(answer: unknown): number {
  if (typeof answer !== 'object' || answer === null) return 1
  const parts: readonly unknown[] = Array.isArray(answer) ? answer : Object.values(answer)
  let count = 0
  for (const part of parts) count += countValues(part)
  return count
}
