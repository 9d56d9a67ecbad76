import { describe, expect, it } from 'vitest'
import { nearestNames, sayNearest } from './nearest.ts'

describe('the nearest names', () => {
  it('are at most five, the nearest first', () => {
    const names = ['time-spent', 'sessions', 'revenues', 'revenue', 'people', 'events', 'even']
    const found = nearestNames('revnue', names)
    expect(found).toHaveLength(5)
    expect(found.slice(0, 2)).toEqual(['revenue', 'revenues'])
    expect(found).not.toContain('time-spent')
  })

  it('are all there are where there are few, in their order where they are equally near', () => {
    expect(nearestNames('x', ['b', 'a'])).toEqual(['b', 'a'])
    expect(nearestNames('x', [])).toEqual([])
  })

  it('differ little where only case differs, or one goes on where the other ends', () => {
    expect(nearestNames('home', ['hose', 'HOME'])).toEqual(['HOME', 'hose'])
    expect(nearestNames('cart', ['care', 'Cart: step 1'])[0]).toBe('care')
    expect(nearestNames('Cart', ['barn door', 'Cart: step 1'])[0]).toBe('Cart: step 1')
  })

  it('are found of what is no text', () => {
    expect(nearestNames(17, [1, 170, 9000])).toEqual(['1', '170', '9000'])
    expect(nearestNames(null, ['a'])).toEqual(['a'])
  })

  it('are found of what is far too long', () => {
    const long = 'x'.repeat(5_000_000)
    expect(nearestNames(long, ['y'.repeat(5_000_000), 'x'])).toHaveLength(2)
  })

  it('are found quickly among very many', () => {
    const names = Array.from({ length: 200_000 }, (_, i) => `https://shop.example/page/${i}`)
    const begun = performance.now()
    expect(nearestNames('https://shop.example/page/1234567', names)).toHaveLength(5)
    expect(performance.now() - begun).toBeLessThan(2000)
  })
})

it.each([
  ['stitchin', '; the nearest is stitching'],
  ['reprot', '; the nearest is report'],
  ['REPORT', '; the nearest is report'],
  ['st', '; the nearest is stitching'],
  ['', ''],
  ['qwerty', ''],
  ['toString', ''],
])('the nearest of what was mistyped is said where it can be meant: %s', (given, expected) => {
  expect(sayNearest(given, ['stitching', 'report', 'apply'])).toBe(expected)
})
