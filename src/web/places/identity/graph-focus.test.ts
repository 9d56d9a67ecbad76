import { expect, it } from 'vitest'
import { type GraphMark, moveFocus } from './graph-focus.ts'
import { layOutGraph } from './graph-layout.ts'

const layout = layOutGraph({
  ids: ['crm:a', 'email:a', 'cookie:1'].map((id) => ({ id, isHeld: false })),
  links: [{ ids: ['crm:a', 'email:a'], count: 1, isByHand: false }],
  lost: [{ ids: ['crm:a', 'cookie:1'] }],
})

it.each([
  [['ArrowDown'], 'email:a', null],
  [['ArrowUp'], 'cookie:1', null],
  [['ArrowRight'], 'crm:a', '["crm:a","email:a"]'],
  [['ArrowRight', 'ArrowRight'], 'crm:a', '["cookie:1","crm:a"]'],
  [['ArrowRight', 'ArrowRight', 'ArrowRight'], 'crm:a', null],
  [['ArrowLeft'], 'crm:a', '["cookie:1","crm:a"]'],
  [['ArrowLeft', 'ArrowDown'], 'cookie:1', null],
])('%j from the first node leads to %s, link %s', (keys, node, link) => {
  const start: GraphMark = { node: 'crm:a', link: null }
  const end = keys.reduce((focus, key) => moveFocus(layout, focus, key) ?? focus, start)
  expect(end).toEqual({ node, link })
})

it('leaves other keys alone', () => {
  expect(moveFocus(layout, { node: 'crm:a', link: null }, 'Tab')).toBeNull()
})
