import { expect, it } from 'vitest'
import { parseEventLines } from '../../../model/event-lines.ts'
import { drawSimulation } from './drawn-graph.ts'

const { events } = parseEventLines(`
cookie:1 crm:ann
crm:ann cookie:1 email:unknown
crm:bob cookie:1`)

const answer = {
  graphs: [['cookie:1', 'crm:bob'], ['crm:ann'], ['email:unknown']],
  lost: [
    {
      link: ['cookie:1', 'crm:ann'] as const,
      to: ['cookie:1', 'crm:bob'] as const,
      reason: 'unique' as const,
      event: 2,
    },
  ],
  warnings: [{ kind: 'blocked' as const, ids: ['email:unknown'], message: '' }],
}

it('draws what stands within each graph, what was lost from it, and what is held', () => {
  expect(drawSimulation(answer, events, ['crm', 'email', 'cookie'])).toEqual([
    {
      ids: [
        { id: 'crm:bob', isHeld: false },
        { id: 'cookie:1', isHeld: false },
      ],
      links: [{ ids: ['crm:bob', 'cookie:1'], count: 1, isByHand: false }],
      lost: [{ ids: ['cookie:1', 'crm:ann'] }],
    },
    {
      ids: [{ id: 'crm:ann', isHeld: false }],
      links: [],
      lost: [{ ids: ['cookie:1', 'crm:ann'] }],
    },
    { ids: [{ id: 'email:unknown', isHeld: true }], links: [], lost: [] },
  ])
})

it('counts the rows of a link, and begins with the identity that came first', () => {
  const { events: rows } = parseEventLines('crm:b crm:a\ncrm:a crm:b')
  const [graph] = drawSimulation({ graphs: [['crm:a', 'crm:b']], lost: [], warnings: [] }, rows, [])
  expect(graph?.ids.map(({ id }) => id)).toEqual(['crm:b', 'crm:a'])
  expect(graph?.links).toEqual([{ ids: ['crm:a', 'crm:b'], count: 2, isByHand: false }])
})
