import { expect, it } from 'vitest'
import type { FieldFigures } from '../../../model/answers/fields.ts'
import { listMeasured, sumFill } from './field-fill.ts'

const field = (path: string) => ({ path, type: 'string' }) as const
const datasets = [
  { id: 'web', type: 'event', fields: [field('page'), field('email')] },
  { id: 'calls', type: 'event', fields: [field('email')] },
  { id: 'crm', type: 'profile', fields: [field('email')] },
] as const

it('measures the fields that are shown in each dataset that has them, and sums their rows', () => {
  const measured = listMeasured(datasets as never, ['email', 'crm.email', 'derived'])
  expect(measured).toEqual([
    { dataset: 'web', paths: ['email'], prefix: '' },
    { dataset: 'calls', paths: ['email'], prefix: '' },
    { dataset: 'crm', paths: ['email'], prefix: 'crm.' },
  ])
  const filled = [
    [100, 10],
    [100, 50],
    [8, 8],
  ] as const
  const fill = sumFill(
    measured.map((each, index) => ({
      ...each,
      figures: [
        { path: 'email', rows: filled[index]![0], filled: filled[index]![1] } as FieldFigures,
      ],
    })),
  )
  expect([...fill]).toEqual([
    ['email', 0.3],
    ['crm.email', 1],
  ])
})
