import { expect, it } from 'vitest'
import { source } from '../../../model/definitions/source.ts'
import { nextPull } from './next-pull.ts'
import { emptyState } from './state.ts'

const at = (text: string) => Date.parse(text)
const watched = (every?: unknown) =>
  source.parse({
    kind: 'source',
    id: 'drops',
    dataset: 'orders',
    watch: { path: 'inbox/*', every },
  })
const read = { ...emptyState, endedAt: at('2026-03-28T12:00:00Z') }

it('reads at once what never was read, then every so often', () => {
  expect(nextPull(watched(), emptyState)).toBe(0)
  expect(nextPull(watched(), read)).toBe(at('2026-03-28T12:01:00Z'))
  expect(nextPull(watched({ hours: 2 }), read)).toBe(at('2026-03-28T14:00:00Z'))
})

it('reads by a calendar of a zone, across a change of its clocks', () => {
  const berlin = watched({ cron: '0 6 * * *', timeZone: 'Europe/Berlin' })
  expect(nextPull(berlin, read)).toBe(at('2026-03-29T04:00:00Z'))
  expect(nextPull(watched({ cron: '0 6 * * *' }), read)).toBe(at('2026-03-29T06:00:00Z'))
})
