import { expect, it } from 'vitest'
import { joinActions } from './join-actions.ts'

it('tells denials of one field once, with all that is not allowed', () => {
  const denial = (action: 'email' | 'export', field: string) => ({
    policy: 'no',
    label: 'identity',
    dataset: 'web',
    field,
    through: [],
    action,
    message: `${action} ${field}`,
  })
  const all = [denial('export', 'email'), denial('email', 'email'), denial('export', 'cookie')]
  expect(joinActions(all).map(({ denial: { field }, actions }) => [field, ...actions])).toEqual([
    ['email', 'export', 'email'],
    ['cookie', 'export'],
  ])
})
