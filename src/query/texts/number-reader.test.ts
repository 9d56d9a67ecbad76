import { describe, expect, it } from 'vitest'
import { createNumberReader } from './number-reader.ts'

describe('numbers as a locale writes them', () => {
  it.each<[string, Record<string, number | null>]>([
    [
      'en',
      {
        '1,234.5': 1234.5,
        '1234.5': 1234.5,
        ' -12 ': -12,
        '+7': 7,
        '.5': 0.5,
        '5.': 5,
        '1,234,567': 1234567,
        '1e3': 1000,
        '1.234,5': null,
        '1,2,3': null,
        '12,34': null,
        '1234,567': null,
        ',123': null,
        '1,234e2': null,
        '0.1.2': null,
        one: null,
        '': null,
        '1 234': null,
        '5 %': null,
        Infinity: null,
        '0x10': null,
      },
    ],
    ['de', { '1.234,5': 1234.5, '1234,5': 1234.5, '1,234.5': null, '1.2.3': null, '1.5': null }],
    ['de-CH', { "1'234.5": 1234.5, '1’234.5': 1234.5, '1,234.5': null }],
    ['fr', { '1\u202f234,5': 1234.5, '1 234,5': 1234.5, '1\u00a0234': 1234, '1.234,5': null }],
    ['es', { '1.234': 1234, '12.345,6': 12345.6, '1234': 1234, '1,5': 1.5 }],
    ['en-IN', { '12,34,567.5': 1234567.5, '1,234': 1234, '1,234,567': null }],
    ['sv', { '−1 234,5': -1234.5, '-1234,5': -1234.5 }],
    ['ar-EG', { '١٬٢٣٤٫٥': 1234.5, '1234٫5': 1234.5 }],
    ['pl', { '1 234,5': 1234.5, '1234,5': 1234.5 }],
  ])('%s', (locale, texts) => {
    const read = createNumberReader(locale)
    const found = Object.fromEntries(Object.keys(texts).map((text) => [text, read(text)]))
    expect(found).toEqual(texts)
  })

  it('reads what it writes, in every locale of the world’s largest languages', () => {
    for (const locale of ['en', 'de', 'fr', 'hi', 'bn', 'ja', 'ru', 'pt', 'fa', 'tr', 'it', 'nb']) {
      const write = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 })
      for (const number of [0, -1, 12.5, 1234, -98765.125, 1234567890]) {
        expect([locale, number, createNumberReader(locale)(write.format(number))]).toEqual([
          locale,
          number,
          number,
        ])
      }
    }
  })

  it('refuses what is no locale', () => {
    expect(() => createNumberReader('no_locale!')).toThrow(RangeError)
  })
})
