import { describe, expect, it } from 'vitest'
import { printDuration, printFigure, printPercent } from './figures.ts'

describe('figures', () => {
  it('are shown in their format', () => {
    expect(printFigure(31106)).toBe('31,106')
    expect(printFigure(1 / 3, { type: 'decimal', decimals: 3 })).toBe('0.333')
    expect(printFigure(0.1234, { type: 'percent', decimals: 1 })).toBe('12.3%')
    expect(printFigure(1234.5, { type: 'currency', currency: 'EUR', decimals: 2 })).toBe(
      '€1,234.50',
    )
    expect(printFigure(3725, { type: 'time' })).toBe('1:02:05')
  })

  it('are a dash where there is none', () => {
    expect(printFigure(null)).toBe('–')
    expect(printPercent(null)).toBe('–')
    expect(printDuration(undefined)).toBe('–')
  })

  it('choose the largest unit that fits', () => {
    expect(printDuration(42)).toBe('42 sec')
    expect(printDuration(90)).toBe('1.5 min')
    expect(printDuration(172_800)).toBe('2 days')
  })
})
