import { expect, it } from 'vitest'
import { eventReader } from './upload.ts'

it('reads the events that have come whole, each once', () => {
  const events: unknown[] = []
  const read = eventReader((event) => events.push(event))
  const text =
    'event: progress\ndata: {"share":0.25}\n\nevent: progress\ndata: {"share":0.5}\n\nevent: res'
  read('')
  read(text.slice(0, 20))
  expect(events).toEqual([])
  read(text)
  read(text)
  expect(events).toEqual([
    { event: 'progress', data: { share: 0.25 } },
    { event: 'progress', data: { share: 0.5 } },
  ])
})
