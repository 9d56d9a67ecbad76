import fc from 'fast-check'
import { expect, it } from 'vitest'
import { indexBy, NONE } from './world.ts'

const codesUpTo = (max: number) =>
  fc.uniqueArray(fc.integer({ min: 1, max }), { maxLength: 60 }).map((codes) => {
    return Uint32Array.from(codes).sort()
  })

it.each([60, 5000, 0xffff_fffe])('places are those of codes up to %i, close or not', (max) => {
  fc.assert(
    fc.property(codesUpTo(max), fc.array(fc.integer({ min: 0, max })), (codes, others) => {
      const placeOf = indexBy(codes)
      for (const code of [...codes, ...others]) {
        const place = codes.indexOf(code)
        expect(placeOf(code)).toBe(place < 0 ? NONE : place)
      }
    }),
  )
})
