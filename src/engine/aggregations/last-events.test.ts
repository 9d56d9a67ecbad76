import fc from 'fast-check'
import { expect, it } from 'vitest'
import { nodes, randomPersons, scopeOf } from '../../../test/support/random-scope.ts'
import { lastEvents } from './last-events.ts'

it('finds the last event in a mask of everybody who has one, in several batches', () => {
  fc.assert(
    fc.property(
      randomPersons,
      randomPersons,
      fc.constantFrom(0, 1, 2, null),
      fc.constantFrom(0 as const, 1 as const, 2 as const),
      (one, other, bit, width) => {
        const mask = bit === null ? null : nodes.mask[bit]!
        const aggregation = { kind: 'last-events', mask, dataset: nodes.x } as const
        const partials = [one, other].map((persons) => {
          const scope = scopeOf(persons, width)
          const collector = lastEvents.start(aggregation, scope)
          collector.consume(scope)
          return collector.partial()
        })
        const { codes, times, datasets } = lastEvents.merge(aggregation, partials)
        const found = Array.from(codes, (code, i) => [code, times[i], datasets[i]])
        const expected = [one, other].flatMap((persons) =>
          persons.flatMap((events, person) => {
            let time = 0
            const own = events.map((event) => ({ ...event, time: (time += event.gap) }))
            const last = own.findLast(({ masks }) => bit === null || (masks >> bit) & 1)
            return last ? [[person + 1, last.time, last.x]] : []
          }),
        )
        expect(found).toEqual(expected)
      },
    ),
  )
})
