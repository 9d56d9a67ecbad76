import { scenario } from './scenario.ts'

const pairs: readonly (readonly [number, number])[] = scenario.sharedBrowsers

/** The people whom a person shares a browser with, the person included; their days are told apart by their place. */
export const sharersOf = (number: number): readonly number[] | undefined =>
  pairs.find((pair) => pair.includes(number))

export const isSharedBy = (number: number): boolean => sharersOf(number) !== undefined

/** Whether it is a person's turn to use the shared browser. */
export const hasTurn = (number: number, day: number): boolean =>
  sharersOf(number)?.indexOf(number) === day % 2
