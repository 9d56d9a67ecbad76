import { describe, expect, it } from 'vitest'
import { show } from '../../model/show.ts'
import { findPart } from './text-part.ts'
import { createCharacterTrimmer } from './trim-characters.ts'

const family = '👨‍👩‍👧'
const accented = 'e\u0301'

type Borders = readonly [
  side: 'left' | 'right',
  from: Parameters<typeof findPart>[2],
  to: Parameters<typeof findPart>[3],
]

const take = (
  text: string,
  [side, from, to]: Borders,
  positions: 'offset' | 'character' = 'offset',
) => {
  const part = findPart(text, side, from, to, positions)
  return part && text.slice(part.start, part.end)
}

describe('a part of a text', () => {
  it.each<[string, Borders, string | null]>([
    ['😀ab', ['left', 'start', { length: 2 }], '😀a'],
    ['ab😀', ['right', 'start', { length: 2 }], 'b😀'],
    ['😀😁😂', ['left', { position: 1 }, { position: 2 }], '😁'],
    ['😀😁😂', ['right', { position: 1 }, 'end'], '😀😁'],
    [`${family}x`, ['left', 'start', { length: 1 }], family],
    [`${accented}x`, ['left', 'start', { length: 1 }], accented],
    ['🇩🇪🇫🇷', ['left', { position: 1 }, 'end'], '🇫🇷'],
    ['k=😀😁', ['left', { match: '=', index: 1, include: false }, { length: 1 }], '😀'],
    ['😀', ['left', { position: 2 }, 'end'], null],
    ['😀', ['left', 'start', { length: 9 }], '😀'],
    ['abc', ['left', { position: 1 }, { length: 1 }], 'b'],
    ['abc', ['left', { position: 4 }, 'end'], null],
  ])('of %s by %j is %s', (text, borders, part) => {
    expect(take(text, borders)).toBe(part)
  })

  it('is counted in whole characters from 1, too', () => {
    expect(take('😀😁😂', ['left', { position: 2 }, { position: 3 }], 'character')).toBe('😁😂')
    expect(take('😀😁😂', ['right', { position: 2 }, { position: 2 }], 'character')).toBe('😁')
  })
})

it('characters are trimmed whole', () => {
  expect(createCharacterTrimmer('😀#')('#😀a😀')).toBe('a')
  expect(createCharacterTrimmer('\ud83d')('😀a')).toBe('😀a')
  expect(createCharacterTrimmer('e')(accented)).toBe(accented)
  expect(createCharacterTrimmer('a')('aa')).toBeNull()
})

it('what is shown of a long text ends with a whole character', () => {
  for (const length of [70, 71, 72, 73, 74, 75, 76, 77]) {
    expect(encodeURIComponent(show('x'.repeat(length) + '😀'.repeat(20)))).toContain('%E2%80%A6')
  }
})
