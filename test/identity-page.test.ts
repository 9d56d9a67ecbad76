import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { commands } from '../src/cli/commands/index.ts'
import { parseDefinition } from '../src/model/definitions/index.ts'

const docs = join(import.meta.dirname, '../docs')
const page = readFileSync(join(docs, 'identity.md'), 'utf8')
const find = (pattern: RegExp) => [...page.matchAll(pattern)].map(([, found]) => found!)

it('shows definitions that are valid', () => {
  const shown = find(/```json\n([^`]+)```/g).map((text) => JSON.parse(text) as object)
  const definitions = shown.filter((each) => 'kind' in each)
  expect([shown.length, definitions.length]).toEqual([2, 1])
  for (const each of definitions) expect(parseDefinition(each)).toBeDefined()
})

it('shows pictures that are there, and names commands that exist', () => {
  const pictures = find(/!\[[^\]]+\]\(([^)]+)\)/g)
  expect(pictures).toHaveLength(2)
  expect(pictures.filter((path) => !existsSync(join(docs, path)))).toEqual([])
  const named = find(/`throughline ([a-z-]+)/g)
  expect(named.length).toBeGreaterThan(5)
  expect(named.filter((name) => !Object.hasOwn(commands, name))).toEqual([])
})
