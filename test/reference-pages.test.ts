import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { referencePages } from '../scripts/reference-pages.ts'

const folder = join(import.meta.dirname, '../docs/reference')

it('the pages of the reference are what the definitions say: node scripts/reference.mjs', () => {
  const written = readdirSync(folder).map((name) => [
    name,
    readFileSync(join(folder, name), 'utf8'),
  ])
  expect(Object.fromEntries(written)).toEqual(Object.fromEntries(referencePages()))
})
