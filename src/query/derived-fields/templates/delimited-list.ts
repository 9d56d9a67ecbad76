import type { DerivedFieldTemplate } from './template.ts'

const inputs = { list: 'Values with commas between them' }
const rows = [{ list: 'a,b,c' }, { list: 'd' }]
const split = { function: 'split', input: { field: 'list' }, delimiter: ',' }

export const allValuesInList: DerivedFieldTemplate = {
  label: 'Get all values in delimited list',
  description: 'Every value of the list as a value of its own.',
  inputs,
  rules: [{ ...split, toArray: true }],
  example: { rows, values: [['a', 'b', 'c'], ['d']] },
}

export const firstValueInList: DerivedFieldTemplate = {
  label: 'Get first value in delimited list',
  description: 'The first value of the list.',
  inputs,
  rules: [{ ...split, from: 'left', index: 1 }],
  example: { rows, values: ['a', 'd'] },
}

export const lastValueInList: DerivedFieldTemplate = {
  label: 'Get last value in delimited list',
  description: 'The last value of the list.',
  inputs,
  rules: [{ ...split, from: 'right', index: 1 }],
  example: { rows, values: ['c', 'd'] },
}
