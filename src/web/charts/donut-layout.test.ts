import { expect, it } from 'vitest'
import { layOutDonut } from './donut-layout.ts'

const slice = (key: string, value: number) => ({
  key,
  name: key,
  color: 'red',
  value,
  print: `${value}`,
})

it('gives each slice its share, clockwise from the top', () => {
  const slices = layOutDonut([slice('a', 1), slice('b', 3)], 100)
  expect(slices.map(({ share }) => share)).toEqual([0.25, 0.75])
  expect(slices[0]!.x).toBeGreaterThan(0)
  expect(slices[0]!.y).toBeLessThan(0)
})

it('draws one slice as a whole ring, and none for nothing', () => {
  expect(layOutDonut([slice('a', 5)], 100)[0]!.path).toContain('A100 100 0 1 1')
  expect(layOutDonut([slice('a', 0), slice('b', -2)], 100).map(({ path }) => path)).toEqual([
    '',
    '',
  ])
})
