import { expect, it } from 'vitest'
import { printKeys } from './print-keys.ts'

it('prints keys as they stand on the keyboard', () => {
  expect(printKeys('$mod+k', false)).toEqual(['Ctrl', 'K'])
  expect(printKeys('$mod+Shift+z', true)).toEqual(['⌘', '⇧', 'Z'])
  expect(printKeys('g h', false)).toEqual(['G', 'H'])
  expect(printKeys('?', false)).toEqual(['?'])
})
