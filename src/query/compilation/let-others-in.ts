import { setImmediate } from 'node:timers/promises'

const LONG_MS = 15

/** libuv (1.46, Node 20) takes one new connection in each round of its loop: of a crowd, each costs a round. */
const MOST_ROUNDS = 1000
/** As many rounds in which nothing was to be done show that nobody waits. */
const QUIET_ROUNDS = 8
const QUIET_MS = 0.05

let enteredAt = 0

/** Lets the process answer others when work that goes on here has taken long. */
export async function letOthersIn(): Promise<void> {
  if (performance.now() - enteredAt < LONG_MS) return
  let quiet = 0
  for (let round = 0; round < MOST_ROUNDS && quiet < QUIET_ROUNDS; round++) {
    const begun = performance.now()
    await setImmediate()
    quiet = performance.now() - begun < QUIET_MS ? quiet + 1 : 0
  }
  enteredAt = performance.now()
}
