import { expect, it } from 'vitest'
import { parseEventLines } from '../../../model/event-lines.ts'
import { changeNamespace, completeRules, ownRules, raiseNamespace } from './tried-rules.ts'

const idsIn = (namespaces: typeof ownRules.namespaces) => namespaces.map(({ id }) => id)
const idsOf = ({ namespaces }: typeof ownRules) => idsIn(namespaces)
const { events } = parseEventLines('crm:a phone:1')

it('has the namespaces of the events behind those that it knows', () => {
  expect(idsOf(completeRules(ownRules, events, false))).toEqual(['crm', 'phone'])
  expect(idsOf(completeRules(ownRules, events, true))).toEqual(['crm', 'email', 'cookie', 'phone'])
})

it('changes and raises a namespace', () => {
  const { namespaces } = ownRules
  expect(changeNamespace(namespaces, 'email', { unique: false })[1]).toEqual({
    id: 'email',
    unique: false,
  })
  expect(idsIn(raiseNamespace(namespaces, 2))).toEqual(['crm', 'cookie', 'email'])
  expect(idsIn(raiseNamespace(namespaces, 0))).toEqual(['crm', 'email', 'cookie'])
})
