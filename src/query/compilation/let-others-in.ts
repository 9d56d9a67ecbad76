import { setImmediate } from 'node:timers/promises'

const LONG_MS = 15

let enteredAt = 0

/** Lets the process answer others when work that goes on here has taken long. */
export async function letOthersIn(): Promise<void> {
  if (performance.now() - enteredAt < LONG_MS) return
  await setImmediate()
  enteredAt = performance.now()
}
