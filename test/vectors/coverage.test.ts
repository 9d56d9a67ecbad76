import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { claims } from './claims.ts'
import { loadVectors } from '../support/vectors.ts'

const here = (path: string) => new URL(path, import.meta.url)
const files = readdirSync(here('data')).map((name) => name.replace(/\.json$/, ''))

describe('published cases', () => {
  it.each(files)('%s: each is answered by one test', (file) => {
    const { cases } = loadVectors(file)
    const owners = cases.map(({ id, feature }) => {
      const own = claims.filter((claim) => claim.file === file && claim.features.includes(feature))
      return [id, own.length]
    })
    expect(owners.filter(([, count]) => count !== 1)).toEqual([])
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length)
  })

  it.each(claims)('every claim has cases: $file, $features', (claim) => {
    const { cases } = loadVectors(claim.file)
    expect(cases.some(({ feature }) => claim.features.includes(feature))).toBe(true)
  })

  it('every test that claims a file reads it', () => {
    for (const claim of claims) {
      const test = here(`${claim.test}.test.ts`)
      expect(existsSync(test), claim.test).toBe(true)
      expect(readFileSync(test, 'utf8'), claim.test).toContain(claim.file)
    }
  })
})
