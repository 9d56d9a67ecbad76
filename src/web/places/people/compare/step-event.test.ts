import { describe, expect, it } from 'vitest'
import type { AlignedRow } from './align-events.ts'
import { firstEvent, stepEvent } from './step-event.ts'

const events = (first: number | null, second: number | null): AlignedRow => ({
  kind: 'events',
  at: [first, second],
})
const day: AlignedRow = { kind: 'day', day: '2026-01-01', counts: [2, 2] }

describe('keys in two journeys', () => {
  const rows = [day, events(0, 0), events(null, 1), day, events(1, 2)]

  it('begin with the first event', () => {
    expect(firstEvent(rows)).toEqual({ row: 1, side: 0 })
    expect(firstEvent([day, events(null, 0)])).toEqual({ row: 1, side: 1 })
    expect(firstEvent([day])).toBe(null)
  })

  it('go up and down among the events of one person', () => {
    expect(stepEvent(rows, { row: 1, side: 0 }, 'ArrowDown', false)).toEqual({ row: 4, side: 0 })
    expect(stepEvent(rows, { row: 4, side: 1 }, 'ArrowUp', false)).toEqual({ row: 2, side: 1 })
    expect(stepEvent(rows, { row: 1, side: 1 }, 'End', false)).toEqual({ row: 4, side: 1 })
    expect(stepEvent(rows, { row: 4, side: 0 }, 'ArrowDown', false)).toEqual({ row: 4, side: 0 })
  })

  it('go to the nearest of the other one', () => {
    expect(stepEvent(rows, { row: 2, side: 1 }, 'ArrowLeft', false)).toEqual({ row: 1, side: 0 })
    expect(stepEvent(rows, { row: 4, side: 0 }, 'ArrowRight', false)).toEqual({ row: 4, side: 1 })
    expect(stepEvent(rows, { row: 4, side: 0 }, 'ArrowLeft', false)).toBe(null)
  })

  it('go through all where one is below the other', () => {
    expect(stepEvent(rows, { row: 1, side: 0 }, 'ArrowDown', true)).toEqual({ row: 2, side: 1 })
  })
})
