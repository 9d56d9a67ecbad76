import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestLake, type TestLake } from '../../test/support/lake.ts'
import { createSiftedTexts } from './sifted-texts.ts'
import { sql, value } from './sql.ts'
import { createTextSieve, selectPrint } from './text-sieve.ts'

describe('a sieve of texts', () => {
  let test: TestLake

  beforeAll(async () => {
    test = await openTestLake()
  })
  afterAll(() => test.close())

  const printsOf = (texts: readonly string[]): Promise<Uint8Array> =>
    test.lake.bytes(
      sql`SELECT ${selectPrint(sql`text`)} FROM (SELECT arrayJoin(${value(texts, 'Array(String)')}) AS text)`,
      'RowBinary',
    )

  it('lets all through that it was told or that ClickHouse has', async () => {
    const strings = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 50 })
    await fc.assert(
      fc.asyncProperty(strings, strings, async (told, stored) => {
        const sieve = createTextSieve()
        for (const text of told) sieve.add(text)
        sieve.addPrints(await printsOf(stored))
        expect([...told, ...stored].filter((text) => !sieve.mayHave(text))).toEqual([])
        expect(sieve.size).toBe(told.length + stored.length)
      }),
      { numRuns: 30 },
    )
  })

  it('holds others back, however many it has', () => {
    const sieve = createTextSieve()
    for (let nth = 0; nth < 300_000; nth++) sieve.add(`text ${nth}`)
    const others = Array.from({ length: 100_000 }, (_, nth) => `other ${nth}`)
    expect(others.filter((text) => sieve.mayHave(text))).toEqual([])
    const own = Array.from({ length: 300_000 }, (_, nth) => `text ${nth}`)
    expect(own.every((text) => sieve.mayHave(text))).toBe(true)
  })

  it('is there once what was missing has been read, and what was told meanwhile is in it', async () => {
    const texts = createSiftedTexts()
    const prints = await printsOf(['stored'])
    let goOn = () => {}
    const reading = new Promise<void>((resolve) => (goOn = resolve))
    let readings = 0
    const ask = (isWhole: boolean) =>
      texts.recall(isWhole, async (add) => {
        readings += 1
        await reading
        await add(prints)
      })
    expect(ask(false)).toBeNull()
    texts.add('told')
    expect(ask(false)).toBeNull()
    expect(readings).toBe(1)
    goOn()
    await expect.poll(() => ask(true)?.mayHave('stored')).toBe(true)
    expect(ask(true)?.mayHave('told')).toBe(true)
    expect(ask(true)?.mayHave('neither')).toBe(false)
  })

  it('is read anew where reading failed', async () => {
    const texts = createSiftedTexts()
    let readings = 0
    const fail = () => {
      readings += 1
      return Promise.reject(new Error('the lake is closed'))
    }
    expect(texts.recall(false, fail)).toBeNull()
    await expect.poll(() => (texts.recall(false, fail), readings)).toBeGreaterThan(1)
  })
})
