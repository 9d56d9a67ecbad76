import { setImmediate as nextRound } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { countArrival, letArrivalsIn, letOthersIn } from './let-others-in.ts'

/** Longer than what goes on without a pause. */
function workLong(): void {
  const until = performance.now() + 30
  while (performance.now() < until);
}

/** One connection arrives in each round. */
async function arrive(connections: number): Promise<void> {
  for (let left = connections; left > 0; left--) {
    countArrival()
    await nextRound()
  }
}

it('whoever arrives is taken in before work goes on', async () => {
  let isCrowdIn = false
  const crowd = arrive(200).then(() => {
    isCrowdIn = true
  })
  workLong()
  await letOthersIn()
  expect(isCrowdIn).toBe(true)
  await crowd
})

it('work goes on although the crowd never ends', async () => {
  const crowd = arrive(5000)
  workLong()
  let rounds = 0
  const counting = (async () => {
    for (; rounds < 5000; rounds++) await nextRound()
  })()
  await letOthersIn()
  expect(rounds).toBeGreaterThan(500)
  expect(rounds).toBeLessThan(2000)
  await Promise.all([crowd, counting])
})

it('those who wait go on one after the other, in the order in which they came', async () => {
  const order: string[] = []
  const work = async (name: string): Promise<void> => {
    for (let part = 1; part <= 2; part++) {
      workLong()
      await letOthersIn()
      order.push(`${name}${part}`)
    }
  }
  await Promise.all([work('a'), work('b'), work('c')])
  expect(order).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'c2'])
})

it('who goes on does all that there is time for, before the next', async () => {
  const order: string[] = []
  const work = async (name: string): Promise<void> => {
    for (let part = 1; part <= 3; part++) {
      await letOthersIn()
      order.push(`${name}${part}`)
    }
  }
  workLong()
  await Promise.all([work('a'), work('b')])
  expect(order).toEqual(['a1', 'a2', 'a3', 'b1', 'b2', 'b3'])
})

it('what takes no time waits for nobody', async () => {
  workLong()
  await letOthersIn()
  const crowd = arrive(100)
  let rounds = 0
  const counting = nextRound().then(() => (rounds += 1))
  for (let i = 0; i < 1000; i++) await letOthersIn()
  expect(rounds).toBe(0)
  await Promise.all([crowd, counting])
})

it('who holds what others wait for goes on before them, and does not keep them waiting for ever', async () => {
  const order: string[] = []
  const work = async (name: string, pause: () => Promise<void>): Promise<void> => {
    for (let part = 1; part <= 3; part++) {
      workLong()
      await pause()
      order.push(`${name}${part}`)
    }
  }
  await Promise.all([work('a', letOthersIn), work('b', letOthersIn), work('holder', letArrivalsIn)])
  expect(order.slice(0, 4)).toEqual(['holder1', 'a1', 'holder2', 'b1'])
})

it('who holds what others wait for lets those in who arrive', async () => {
  let isCrowdIn = false
  const crowd = arrive(200).then(() => {
    isCrowdIn = true
  })
  workLong()
  await letArrivalsIn()
  expect(isCrowdIn).toBe(true)
  await crowd
})
