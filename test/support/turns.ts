import { setImmediate as nextRound } from 'node:timers/promises'
import { vi } from 'vitest'

/** A turn: nobody arrives in three rounds of the event loop, and the work goes on in the fourth. */
const ROUNDS_OF_TURN = 4

/** Never goes back: files of tests share what remembers when others were let in. */
let now = 0

/**
 * How often work lets others in where each of its pieces takes long: the clock runs ahead whenever it is read, so
 * that the number says how many pieces there are, however fast the machine is.
 */
export async function countTurns(work: () => Promise<unknown>): Promise<number> {
  now = Math.max(now, performance.now())
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 1000))
  let rounds = 0
  let isCounting = true
  void (async () => {
    for (; isCounting; rounds++) await nextRound()
  })()
  try {
    await work()
  } finally {
    isCounting = false
    clock.mockRestore()
  }
  return Math.floor(rounds / ROUNDS_OF_TURN)
}
