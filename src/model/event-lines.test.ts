import { expect, it } from 'vitest'
import { parseEventLines } from './event-lines.ts'

it('reads identities, times and comments', () => {
  const text =
    '# two\ncrm:a cookie:1 # one\n\n2026-01-31T10:00Z name:x "cookie:a b"\r\n2026-01-31 x:y'
  expect(parseEventLines(text)).toEqual({
    events: [
      { line: 2, time: undefined, ids: ['crm:a', 'cookie:1'] },
      { line: 4, time: '2026-01-31T10:00Z', ids: ['name:x', 'cookie:a b'] },
      { line: 5, time: '2026-01-31', ids: ['x:y'] },
    ],
    broken: [],
  })
})

it('names every broken line, and the word that is wrong', () => {
  const text = 'crm:a ann\n2026-02-31T99:00Z crm:a\n2026-01-31T10:00 crm:a\n2026-01-31\ncrm:b'
  const { events, broken } = parseEventLines(text)
  expect(broken).toEqual([
    { line: 1, kind: 'identity', word: 'ann' },
    { line: 2, kind: 'time', word: '2026-02-31T99:00Z' },
    { line: 3, kind: 'time', word: '2026-01-31T10:00' },
    { line: 4, kind: 'identity', word: '2026-01-31' },
  ])
  expect(events.map(({ line }) => line)).toEqual([5])
})
