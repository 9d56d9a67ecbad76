import { describe, expect, it } from 'vitest'
import { durationText, figureText, percentText } from './figures.ts'

describe('figures', () => {
  it('are shown in their format', () => {
    expect(figureText(31106)).toBe('31,106')
    expect(figureText(1 / 3, { type: 'decimal', decimals: 3 })).toBe('0.333')
    expect(figureText(0.1234, { type: 'percent', decimals: 1 })).toBe('12.3%')
    expect(figureText(1234.5, { type: 'currency', currency: 'EUR', decimals: 2 })).toBe('€1,234.50')
    expect(figureText(3725, { type: 'time' })).toBe('1:02:05')
  })

  it('are a dash where there is none', () => {
    expect(figureText(null)).toBe('–')
    expect(percentText(null)).toBe('–')
    expect(durationText(undefined)).toBe('–')
  })

  it('choose the largest unit that fits', () => {
    expect(durationText(42)).toBe('42 sec')
    expect(durationText(90)).toBe('1.5 min')
    expect(durationText(172_800)).toBe('2 days')
  })
})
