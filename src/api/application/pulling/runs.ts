import type { PullRuns } from './state.ts'

const MOST_RUNS = 50

/** Runs with one more, the latest first: what comes to nothing in the same way again is told once, with how often. */
export function addRun(runs: readonly PullRuns[], run: Omit<PullRuns, 'times'>): PullRuns[] {
  const [last, ...earlier] = runs
  const isTheSame =
    last !== undefined && last.added === 0 && run.added === 0 && last.problem === run.problem
  return isTheSame
    ? [{ ...last, endedAt: run.endedAt, times: last.times + 1 }, ...earlier]
    : [{ ...run, times: 1 }, ...runs].slice(0, MOST_RUNS)
}
