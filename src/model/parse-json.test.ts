import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseJsonInParts } from './parse-json.ts'

const long = 'x'.repeat(200_000)
const many = <T>(count: number, of: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => of(index))
const event = (index: number) => ({ id: `e${index}`, a: { b: [1, '},"', '\\"', null] }, é: '\n' })

describe('parsing in parts', () => {
  it.each<[string, unknown]>([
    ['a batch', { sentAt: 'x', batch: many(20_000, event), writeKey: 'k' }],
    ['a list of lists', many(50, (i) => many(5000, (j) => i * j))],
    ['a long text', { a: long, b: [long, 1, long] }],
    ['an object of many', Object.fromEntries(many(50_000, (i) => [`k${i}`, event(i)]))],
    ['objects in objects', many(9, () => 0).reduce<object>((inner) => ({ inner, long }), {})],
    ['one level after the other', [[[[[[[many(50_000, (i) => i)]]]]]]]],
  ])('gives what JSON.parse gives: %s', async (_, value) => {
    for (const text of [JSON.stringify(value), JSON.stringify(value, null, 3)]) {
      const parsed = await parseJsonInParts(` ${text}\n`)
      expect(JSON.stringify(parsed)).toBe(JSON.stringify(value))
    }
  })

  it('keeps the last of equal names, and __proto__ as a name', async () => {
    const text = `{"a":1,"pad":"${long}","__proto__":{"b":"${long}"},"a":2}`
    expect(JSON.stringify(await parseJsonInParts(text))).toBe(JSON.stringify(JSON.parse(text)))
    expect(Object.hasOwn((await parseJsonInParts(text)) as object, '__proto__')).toBe(true)
  })

  it('finishes each value once, and says how deep it lies', async () => {
    const text = JSON.stringify({ batch: [[long], 1, { c: 'b' }] })
    const seen: unknown[] = []
    await parseJsonInParts(text, (value, depth) => {
      seen.push([typeof value === 'string' && value.length > 9 ? 'long' : value, depth])
      return value
    })
    expect(seen).toEqual([
      ['batch', 0],
      ['long', 3],
      [1, 2],
      [{ c: 'b' }, 2],
    ])
  })

  it.each([
    `{"a":"${long}"`,
    `{"a":"${long}`,
    `["${long}",]`,
    `["${long}",,1]`,
    `[,"${long}"]`,
    `{"a":"${long}"]`,
    `["${long}"}`,
    `["${long}"] 1`,
    `["${long}"`,
    `{"a" "${long}"}`,
    `{"${long}"}`,
    `{1:"${long}"}`,
    `{a:"${long}"}`,
    `{"a":"${long}","b"}`,
    `["${long}" 1]`,
    `["${long}", [1}]`,
    `["${long}", nope]`,
    `[\u00a0,"${long}"]`,
    `["\n${long}"]`,
    long,
  ])('refuses what JSON.parse refuses: %#', async (text) => {
    expect(() => JSON.parse(text)).toThrow(SyntaxError)
    await expect(parseJsonInParts(text)).rejects.toThrow(/position \d+$/)
  })

  it('is as strict as JSON.parse wherever something is changed', async () => {
    const text = JSON.stringify({ batch: many(3, event), pad: [long, { long }], end: [1, {}] })
    const letters = fc.constantFrom('', '{', '}', '[', ']', ',', ':', '"', '\\', '1', ' ', 'x')
    const place = fc.oneof(
      fc.nat(200),
      fc.nat(200).map((back) => text.length - 1 - back),
      fc.nat(text.length - 1),
    )
    await fc.assert(
      fc.asyncProperty(place, letters, async (at, letter) => {
        const changed = text.slice(0, at) + letter + text.slice(at + 1)
        const expected = attempt(() => JSON.stringify(JSON.parse(changed)))
        const found = await parseJsonInParts(changed).then(JSON.stringify, () => 'wrong')
        expect(found).toBe(expected)
      }),
      { numRuns: 300 },
    )
  })
})

function attempt(work: () => string): string {
  try {
    return work()
  } catch {
    return 'wrong'
  }
}
