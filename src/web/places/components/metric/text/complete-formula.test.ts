import { expect, it } from 'vitest'
import { completeWord, type FormulaWord, insertWord, wordAt } from './complete-formula.ts'

const words: FormulaWord[] = [
  { kind: 'metric', id: 'revenue', name: 'Revenue' },
  { kind: 'metric', id: 'orders', name: 'Orders' },
  { kind: 'metric', id: 'seven days', name: 'Seven days' },
  { kind: 'function', id: 'round', name: 'Round' },
  { kind: 'segment', id: 'buyers', name: 'Buyers' },
]
const complete = (text: string) =>
  completeWord(wordAt(text, text.length), words).map(({ id }) => id)

it('completes what is typed: segments in brackets, metrics and functions elsewhere', () => {
  expect(complete('revenue / or')).toEqual(['orders'])
  expect(complete('ro')).toEqual(['round'])
  expect(complete('ev')).toEqual(['revenue', 'seven days'])
  expect(complete('[b')).toEqual(['buyers'])
  expect(complete('[buyers] r')).toEqual(['revenue', 'round', 'orders'])
})

it('puts a word in the place of what was typed', () => {
  const at = (text: string, caret: number, word: FormulaWord) =>
    insertWord(text, wordAt(text, caret), word)
  expect(at('1 + re * 2', 6, words[0]!)).toEqual({ text: '1 + revenue * 2', caret: 11 })
  expect(at('ro', 2, words[3]!)).toEqual({ text: 'round(', caret: 6 })
  expect(at('ro(1)', 2, words[3]!)).toEqual({ text: 'round(1)', caret: 5 })
  expect(at('', 0, words[2]!)).toEqual({ text: '`seven days`', caret: 12 })
})
