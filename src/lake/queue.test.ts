import { expect, it } from 'vitest'
import { KeyedQueue, Queue } from './queue.ts'

const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 1))

it('runs what has the same key one after the other, also behind what fails', async () => {
  const queue = new KeyedQueue()
  const steps: string[] = []
  const work = (name: string) => async () => {
    steps.push(`${name} begins`)
    await pause()
    steps.push(`${name} ends`)
    if (name === 'a') throw new Error('a failed')
    return name
  }
  const results = await Promise.allSettled([
    queue.run('dataset web', work('a')),
    queue.run('dataset web', work('b')),
  ])
  expect(steps).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
  expect(results).toMatchObject([{ status: 'rejected' }, { value: 'b' }])
})

it('runs what has different keys side by side', async () => {
  const queue = new KeyedQueue()
  let meet = () => {}
  const met = new Promise<void>((resolve) => {
    meet = resolve
  })
  const first = queue.run('dataset web', () => met)
  await queue.run('dataset app', async () => meet())
  await first
})

it('counts what is under way or waiting', async () => {
  const queue = new Queue()
  void queue.run(pause)
  void queue.run(pause)
  expect(queue.length).toBe(2)
  await queue.settled()
  expect(queue.length).toBe(0)
})
