import { describe, expect, it } from 'vitest'
import { findSuspects, type IdFigures } from './suspects.ts'

const usual: readonly IdFigures[] = Array.from({ length: 50 }, (_, i) => ({
  namespace: 'email',
  id: `${i}@x.io`,
  people: 1 + (i % 3),
  eventsInMonth: 100,
}))

const email = (id: string, people: number, eventsInMonth = 100): IdFigures => ({
  namespace: 'email',
  id,
  people,
  eventsInMonth,
})

describe('suspects', () => {
  it('are ids on far more people than all but a few, with what is usual', () => {
    const found = findSuspects([...usual, email('none@x.io', 4000), email('family@x.io', 8)])
    expect(found).toEqual([{ ...email('none@x.io', 4000), reasons: ['people'], usualPeople: 3 }])
  })

  it('are ids on more events in a month than a person can make', () => {
    const found = findSuspects([
      ...usual,
      email('robot@x.io', 1, 100_001),
      email('eager', 1, 100_000),
    ])
    expect(found).toMatchObject([{ id: 'robot@x.io', reasons: ['events'] }])
  })

  it('are judged by their own namespace', () => {
    const shared = Array.from({ length: 20 }, (_, i) => ({
      ...email(`${i}`, 40),
      namespace: 'household',
    }))
    expect(findSuspects([...usual, ...shared])).toEqual([])
  })

  it('are found among few ids, the worst first', () => {
    const found = findSuspects([email('a', 11), email('b', 500), email('c', 10)])
    expect(found.map(({ id }) => id)).toEqual(['b', 'a'])
  })

  it('may be none', () => {
    expect(findSuspects([])).toEqual([])
  })
})
