import { expect, it } from 'vitest'
import { addRun } from './runs.ts'
import type { PullRuns } from './state.ts'

const run = (at: number, added: number, problem: string | null = null) => ({
  startedAt: at,
  endedAt: at + 1,
  added,
  problem,
})

it('tells what comes to nothing in the same way once, with how often; each of the others by itself', () => {
  const all = [
    run(1, 5),
    run(2, 0),
    run(3, 0),
    run(4, 0, 'gone'),
    run(5, 0, 'gone'),
    run(6, 1),
    run(7, 1),
  ]
  const runs = all.reduce<readonly PullRuns[]>(addRun, [])
  expect(runs.map(({ startedAt, endedAt, times }) => [startedAt, endedAt, times])).toEqual([
    [7, 8, 1],
    [6, 7, 1],
    [4, 6, 2],
    [2, 4, 2],
    [1, 2, 1],
  ])
})

it('keeps the latest fifty', () => {
  const all = Array.from({ length: 60 }, (_, at) => run(at, 1))
  const runs = all.reduce<readonly PullRuns[]>(addRun, [])
  expect([runs.length, runs[0]!.startedAt, runs.at(-1)!.startedAt]).toEqual([50, 59, 10])
})
