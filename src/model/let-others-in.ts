import { setImmediate } from 'node:timers/promises'

/** Work may go on for so long before others are let in. */
const SLICE_MS = 15

/**
 * libuv (1.46, Node 20) takes one new connection in each round of its loop: of a crowd, each costs a round.
 * So many rounds without one show that nobody stands at the door: one takes it, one reads it, one answers.
 */
const QUIET_ROUNDS = 3
/** A crowd that never ends holds nobody up for more rounds than this. */
const MOST_ROUNDS = 1000

let arrivals = 0
let enteredAt = 0
let isLettingIn = false
const waiting: (() => void)[] = []

/** Tells of a new connection: those come before work that goes on. */
export function countArrival(): void {
  arrivals += 1
}

/**
 * Lets the process answer others when work that goes on here has taken long: whoever arrives is taken in first,
 * then those who wait here go on, one in each round.
 */
export function letOthersIn(): Promise<void> {
  if (waiting.length === 0 && performance.now() - enteredAt < SLICE_MS) return nothingToWaitFor
  return new Promise((resolve) => {
    waiting.push(resolve)
    if (!isLettingIn) void letInOneByOne()
  })
}

const nothingToWaitFor = Promise.resolve()

async function letInOneByOne(): Promise<void> {
  isLettingIn = true
  while (waiting.length > 0) {
    await untilNobodyArrives()
    enteredAt = performance.now()
    while (waiting.length > 0 && performance.now() - enteredAt < SLICE_MS) {
      waiting.shift()!()
      await setImmediate()
    }
  }
  isLettingIn = false
}

async function untilNobodyArrives(): Promise<void> {
  let quiet = 0
  for (let round = 0; round < MOST_ROUNDS && quiet < QUIET_ROUNDS; round++) {
    const before = arrivals
    await setImmediate()
    quiet = arrivals === before ? quiet + 1 : 0
  }
}
