import { expect, it } from 'vitest'
import { eventsOf } from './upload.ts'

it('reads the events that have come whole', () => {
  const text =
    'event: progress\ndata: {"share":0.25}\n\nevent: progress\ndata: {"share":0.5}\n\nevent: res'
  expect(eventsOf(text)).toEqual([
    { event: 'progress', data: { share: 0.25 } },
    { event: 'progress', data: { share: 0.5 } },
  ])
  expect(eventsOf('')).toEqual([])
})
