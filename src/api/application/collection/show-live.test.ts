import { expect, it } from 'vitest'
import type { LiveItem } from '../../../model/answers/sources.ts'
import { showLive } from './show-live.ts'

const item = (number: number): LiveItem => ({ at: '2026-01-01T00:00:00.000Z', row: { number } })

it('keeps little for whoever reads slowly, and tells how many items were left out', async () => {
  const sent: { event: string; item: LiveItem }[] = []
  let read = () => {}
  const reading = new Promise<void>((resolve) => {
    read = resolve
  })
  const show = showLive(async (event, each) => {
    sent.push({ event, item: each })
    await reading
  })
  for (let number = 0; number < 5000; number++) show(item(number))
  expect(sent).toHaveLength(1000)
  read()
  await expect.poll(() => sent.length).toBe(1001)
  expect(sent.at(-1)).toMatchObject({ event: 'left-out', item: { leftOut: 4000 } })
  show(item(5000))
  expect(sent.at(-1)).toMatchObject({ event: 'row', item: { row: { number: 5000 } } })
})
