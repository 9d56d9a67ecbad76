import { join } from 'node:path'
import { expect, it } from 'vitest'
import { findUnsafeLookups } from './support/unsafe-lookups.ts'

const root = join(import.meta.dirname, '..')

/** Whose keys nobody else chooses. */
const exceptions = [
  'src/api/application/pulling/table-of.ts: process.env[name]',
  'src/cli/commands/serve.ts: process.env[nameSetting(known)]',
  'src/engine/links.ts: (links as AnyLinks)[name]',
  'src/model/own.ts: record[key]',
]

/** The demo company’s names are its own. */
const isOfDemo = (lookup: string): boolean => lookup.startsWith('src/demo/')

it.each([
  ['tsconfig.json', exceptions],
  ['src/web/tsconfig.json', ['src/model/own.ts: record[key]']],
])(
  'keys that someone wrote are looked up by getOwn or in a Map (%s)',
  { timeout: 60_000 },
  (config, expected) => {
    const found = findUnsafeLookups(root, join(root, config)).filter((each) => !isOfDemo(each))
    expect(found.toSorted()).toEqual(expected)
  },
)
