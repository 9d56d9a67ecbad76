import { expect, it } from 'vitest'
import { placeFault, readText, tokensIn } from './read-text.ts'
import { colorTokens } from './color-tokens.ts'

const fault = (text: string) => {
  const read = readText(text, ['mean'])
  if (!('fault' in read)) throw new Error('nothing is wrong')
  return [text.slice(read.fault.from, read.fault.to), read.fault.message] as const
}

it('finds the place of what is wrong', () => {
  expect(readText('mean(orders) / 2', ['mean'])).toMatchObject({ tree: { op: '/' } })
  expect(fault('orders orders')[0]).toBe('orders')
  expect(fault('1 + averge(orders)')).toEqual(['averge', expect.stringContaining('averge')])
  expect(fault('orders +')[0]).toBe('+')
  expect(fault('1 ? 2')[0]).toBe('?')
  expect(fault('orders {"model": 1')[0]).toBe('{')
})

it('marks the name that the server means', () => {
  const text = 'revenue / `no such` + 1'
  const placed = placeFault(text, 'unknown metric "no such"; allowed: revenue')
  expect(text.slice(placed.from, placed.to)).toBe('`no such`')
  expect(placeFault(text, 'too deep')).toMatchObject({ from: 0, to: text.length })
})

it('reads tokens up to what means nothing, and says what each is', () => {
  expect(tokensIn('a + ? b').map(({ text }) => text)).toEqual(['a', '+'])
  expect(colorTokens('[buyers] mean(orders, 2) {"a": 1}').map(({ is }) => is)).toEqual([
    ...['sign', 'segment', 'sign', 'function', 'sign', 'metric', 'sign', 'number', 'sign', 'json'],
  ])
  expect(colorTokens('"')).toEqual([])
})
