import { expect, it } from 'vitest'
import { splitDayAndTime } from './day-and-time.ts'

it.each([
  ['Mar 7, 2026, 08:36 PM UTC', ['Mar 7, 2026,', '08:36 PM UTC']],
  ['7. März 2026, 20:36', ['7. März 2026,', '20:36']],
  ['2026年3月7日 20:36', null],
])('%s', (text, parts) => {
  expect(splitDayAndTime(text)).toEqual(parts)
})
