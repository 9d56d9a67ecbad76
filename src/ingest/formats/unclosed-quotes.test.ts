import fc from 'fast-check'
import { expect, it } from 'vitest'
import { scanLine, type Line, quoteFilter } from './unclosed-quotes.ts'

function filtered(text: string) {
  const aside: Line[] = []
  const filter = quoteFilter(',', (line) => aside.push(line))
  const lines = text.split('\n')
  const passed = lines.flatMap((line, k) => filter.feed({ number: k + 1, text: line }))
  return { passed: [...passed, ...filter.end()], aside }
}

it.each([
  ['a,b', false, 'whole'],
  ['a,"b"', false, 'whole'],
  ['a, "b" ,c\r', false, 'whole'],
  ['a,b"c', false, 'whole'],
  ['a,"b""', false, 'open'],
  ['a,"b"""', false, 'whole'],
  ['a,"b"c', false, 'broken'],
  ['a,', false, 'whole'],
  ['b",c', true, 'whole'],
  ['', true, 'open'],
  ['b"c', true, 'broken'],
] as const)('reads %j (inside of a quote: %j) to a line that is %s', (line, isOpen, end) => {
  expect(scanLine(line, isOpen, ',')).toBe(end)
})

it('takes out each line that opens a quote which nobody closes', () => {
  const text = 'a,"1\nb,2\nc,"3"\nd,"4\n5"\ne,"6\nf,7'
  expect(filtered(text)).toEqual({
    passed: ['b,2', 'c,"3"', 'd,"4', '5"', 'f,7'],
    aside: [
      { number: 1, text: 'a,"1' },
      { number: 6, text: 'e,"6' },
    ],
  })
})

it('lets sound text through as it is', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', '\n', ',', ' ', '\r') })
  const quoted = cell.map((value) => `"${value.replaceAll('"', '""')}"`)
  const row = fc.array(quoted, { minLength: 1, maxLength: 4 }).map((cells) => cells.join(','))
  fc.assert(
    fc.property(fc.array(row, { maxLength: 6 }), (rows) => {
      const text = rows.join('\n')
      expect(filtered(text)).toEqual({ passed: text.split('\n'), aside: [] })
    }),
  )
})

it('loses no line', () => {
  const line = fc.string({ unit: fc.constantFrom('a', '"', ',', ' ') })
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
      const { passed, aside } = filtered(lines.join('\n'))
      expect([...passed, ...aside.map(({ text }) => text)].toSorted()).toEqual(lines.toSorted())
    }),
  )
})
