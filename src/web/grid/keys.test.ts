import { expect, it } from 'vitest'
import { readKey } from './keys.ts'

const press = (keys: string, isRightToLeft = false) => {
  const parts = keys.split('+')
  const has = (name: string) => parts.includes(name)
  return readKey(
    {
      key: parts.at(-1) === 'Space' ? ' ' : parts.at(-1)!,
      ctrlKey: has('Ctrl'),
      metaKey: has('Meta'),
      shiftKey: has('Shift'),
      altKey: has('Alt'),
    },
    isRightToLeft,
  )
}

it.each([
  ['ArrowDown', { kind: 'move', step: 'down', isExtending: false }],
  ['Shift+ArrowRight', { kind: 'move', step: 'after', isExtending: true }],
  ['Ctrl+ArrowUp', { kind: 'move', step: 'top', isExtending: false }],
  ['Ctrl+Shift+End', { kind: 'move', step: 'last', isExtending: true }],
  ['PageDown', { kind: 'move', step: 'page-down', isExtending: false }],
  ['Meta+c', { kind: 'copy', withHeads: false }],
  ['Ctrl+Shift+C', { kind: 'copy', withHeads: true }],
  ['Ctrl+a', { kind: 'select', what: 'all' }],
  ['Ctrl+Space', { kind: 'select', what: 'column' }],
  ['Shift+Space', { kind: 'select', what: 'row' }],
  ['Alt+ArrowLeft', { kind: 'reorder', by: -1 }],
  ['Alt+Shift+ArrowRight', { kind: 'resize', by: 1 }],
  ['Shift+F10', { kind: 'act' }],
  ['ContextMenu', { kind: 'act' }],
  ['Shift+Enter', { kind: 'open', isAdding: true }],
  ['Escape', { kind: 'select', what: 'none' }],
])('%s', (keys, command) => {
  expect(press(keys)).toEqual(command)
})

it('arrows follow the direction of the text', () => {
  expect(press('ArrowLeft', true)).toEqual({ kind: 'move', step: 'after', isExtending: false })
  expect(press('Alt+ArrowLeft', true)).toEqual({ kind: 'reorder', by: 1 })
})

it.each(['x', 'Tab', 'F10', 'Space', 'Ctrl+Alt+ArrowLeft', 'Ctrl+k'])(
  '%s is left alone',
  (keys) => {
    expect(press(keys)).toBeNull()
  },
)
