import { expect, it } from 'vitest'
import { layOutFlags } from './flag-layout.ts'

const place = {
  plot: { x: 40, y: 8, width: 400, height: 200 },
  xOf: (index: number) => 40 + index * 20,
  room: 20,
}
const flag = (name: string, at: number, until?: number) => ({
  id: name,
  name,
  at,
  ...(until !== undefined && { until }),
})

it('writes a label beside its flag, at the left where there is more room', () => {
  const [first, last] = layOutFlags([flag('Size guide error', 19), flag('Sale', 2)], place)
  expect([first?.label, first?.x]).toEqual([{ text: 'Sale', isLeft: false }, 80])
  expect(last?.label).toEqual({ text: 'Size guide error', isLeft: true })
})

it('lets no two labels lie on each other', () => {
  const names = ['A new checkout', 'A sale of winter boots', 'Outage', 'Newsletter', 'Film']
  const flags = names.map((name, k) => flag(name, [3, 3, 4, 9, 10][k] ?? 0))
  const placed = layOutFlags(flags, place)
  for (const [k, a] of placed.entries()) {
    for (const b of placed.slice(k + 1)) {
      const isApart =
        a.lane !== b.lane || a.box.x + a.box.width <= b.box.x || b.box.x + b.box.width <= a.box.x
      expect([a.name, b.name, isApart]).toEqual([a.name, b.name, true])
    }
  }
})

it('shades what lasts longer than one position, inside of the plot', () => {
  const [one, some] = layOutFlags([flag('Day', 0, 0), flag('Week', 1, 20)], place)
  expect(one?.stretch).toBeNull()
  expect(some?.stretch).toEqual({ x: 50, y: 8, width: 390, height: 200 })
})
