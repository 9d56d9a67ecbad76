import { expect, it } from 'vitest'
import { splitByFolder } from './component-groups.ts'

it('a picker lists what is in no folder first, then each folder', () => {
  const choices = [
    { id: 'a', name: 'A', folder: 'Marketing/Paid' },
    { id: 'b', name: 'B' },
    { id: 'c', name: 'C', folder: 'Apps' },
  ]
  const groups = splitByFolder({ name: 'Segments', choices })
  expect(groups.map(({ name, choices: own }) => [name, ...own.map(({ id }) => id)])).toEqual([
    ['Segments', 'b'],
    ['Segments · Apps', 'c'],
    ['Segments · Marketing/Paid', 'a'],
  ])
})
