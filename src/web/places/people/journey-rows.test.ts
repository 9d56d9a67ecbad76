import { describe, expect, it } from 'vitest'
import { layOutRows } from './journey-rows.ts'

const sessions = [2, 0, 1, 3].map((foundCount, k) => ({
  session: k + 1,
  start: `2026-01-0${k + 1}T10:00:00.000Z`,
  end: `2026-01-0${k + 1}T11:00:00.000Z`,
  localStart: '',
  localEnd: '',
  datasets: [],
  eventCount: 5,
  foundCount,
  entry: {},
}))

describe('the lines of a journey', () => {
  const rows = layOutRows(sessions)

  it('are the sessions with events that were found, each with these behind it', () => {
    const lines = Array.from({ length: rows.count }, (_, row) => rows.at(row))
    const said = lines.map((line) =>
      line.kind === 'session' ? `session ${line.session.session}` : line.index,
    )
    expect(said).toEqual(['session 1', 0, 1, 'session 3', 2, 'session 4', 3, 4, 5])
    expect(rows.eventCount).toBe(6)
  })

  it('are found by their events', () => {
    for (let row = 0; row < rows.count; row++) {
      const line = rows.at(row)
      if (line.kind === 'event') expect(rows.rowOf(line.index)).toBe(row)
    }
  })

  it('are found by a time', () => {
    expect(rows.indexNear('2026-01-01T10:30:00.000Z')).toBe(0)
    expect(rows.indexNear('2026-01-02T10:30:00.000Z')).toBe(2)
    expect(rows.indexNear('2026-01-04T10:30:00.000Z')).toBe(3)
    expect(rows.indexNear('2026-01-05T10:30:00.000Z')).toBeNull()
  })

  it('are none of a journey without events', () => {
    expect(layOutRows([])).toMatchObject({ count: 0, eventCount: 0 })
  })
})
