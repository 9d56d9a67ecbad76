import { expect, it } from 'vitest'
import { parseEventLines } from '../../../model/event-lines.ts'
import { changeNamespace, completeRules, ownRules, raiseNamespace } from './tried-rules.ts'

const idsOf = ({ namespaces }: typeof ownRules) => namespaces.map(({ id }) => id)
const { events } = parseEventLines('crm:a phone:1')

it('has the namespaces of the events behind those that it knows', () => {
  expect(idsOf(completeRules(ownRules, events, false))).toEqual(['crm', 'phone'])
  expect(idsOf(completeRules(ownRules, events, true))).toEqual(['crm', 'email', 'cookie', 'phone'])
})

it('changes and raises a namespace', () => {
  expect(changeNamespace(ownRules, 'email', { unique: false }).namespaces[1]).toEqual({
    id: 'email',
    unique: false,
  })
  expect(idsOf(raiseNamespace(ownRules, 2))).toEqual(['crm', 'cookie', 'email'])
  expect(idsOf(raiseNamespace(ownRules, 0))).toEqual(['crm', 'email', 'cookie'])
})
