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
/** They hold what others wait for. */
const holding: (() => void)[] = []

/** Tells of a new connection: those come before work that goes on. */
export function countArrival(): void {
  arrivals += 1
}

/**
 * Lets the process answer others when work that goes on here has taken long: whoever arrives is taken in first,
 * then those who wait here go on, one after the other, each as far as it comes in what is left of the time: if all took
 * turns after each step, all would end as late as the last.
 */
export function letOthersIn(): Promise<void> {
  return isSliceOver() ? wait(waiting) : nothingToWaitFor
}

/**
 * The same for who holds what others wait for, such as the only connection to a database: does not stand in line
 * with them, but goes on as soon as those who arrive are in.
 */
export function letArrivalsIn(): Promise<void> {
  return isSliceOver() ? wait(holding) : nothingToWaitFor
}

const nothingToWaitFor = Promise.resolve()

const isSliceOver = (): boolean => performance.now() - enteredAt >= SLICE_MS

function wait(line: (() => void)[]): Promise<void> {
  return new Promise((resolve) => {
    line.push(resolve)
    if (!isLettingIn) void letInOneByOne()
  })
}

async function letInOneByOne(): Promise<void> {
  isLettingIn = true
  while (holding.length > 0 || waiting.length > 0) {
    await untilNobodyArrives()
    enteredAt = performance.now()
    if (holding.length > 0) await goOn(holding)
    do if (waiting.length > 0) await goOn(waiting)
    while (waiting.length > 0 && !isSliceOver())
  }
  isLettingIn = false
}

async function goOn(line: (() => void)[]): Promise<void> {
  line.shift()!()
  await setImmediate()
}

async function untilNobodyArrives(): Promise<void> {
  let quiet = 0
  for (let round = 0; round < MOST_ROUNDS && quiet < QUIET_ROUNDS; round++) {
    const before = arrivals
    await setImmediate()
    quiet = arrivals === before ? quiet + 1 : 0
  }
}
