import type { RequestFailure } from '../model/answers/reports.ts'
import { readProblem } from './server-problem.ts'

/** An answer's parts that are there; several requests fail one by one. */
export function listResults<T extends object>(answer: T | readonly (T | RequestFailure)[]): T[] {
  return ([answer].flat() as (T | RequestFailure)[]).filter((each): each is T => !isFailure(each))
}

/** Throws what failed, as one error of many. */
export function throwFailures(answer: object | readonly object[]): void {
  const failures = [answer].flat().filter(isFailure)
  if (failures.length > 0) throw new AggregateError(failures.map(({ error }) => readProblem(error)))
}

const isFailure = (each: object): each is RequestFailure => 'error' in each
