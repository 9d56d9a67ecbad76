import { expect, it } from 'vitest'
import { readStep } from './way-step.ts'

it('tells the kind of a step from its id, which may have blanks', () => {
  expect(readStep('segment rich people')).toEqual({ kind: 'segment', id: 'rich people' })
  expect(readStep('calculated metric margin')).toEqual({ kind: 'calculated metric', id: 'margin' })
  expect(readStep('derived field city')).toEqual({ kind: 'derived field', id: 'city' })
  expect(readStep('?')).toEqual({ kind: '', id: '?' })
})
