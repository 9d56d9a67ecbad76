import { join } from 'node:path'
import { expect, it } from 'vitest'
import { findUnsafeLookups } from './support/unsafe-lookups.ts'

const root = join(import.meta.dirname, '..')

/** Whose keys nobody else chooses, or which are only written to, or known by hasOwn to be there. */
const exceptions = [
  'src/api/application/secrets/secrets.ts: kept[name]',
  'src/api/application/pulling/table-of.ts: process.env[name]',
  'src/audiences/journal.ts: counts[name]',
  'src/audiences/preview.ts: namespaces[namespace]',
  'src/audiences/preview.ts: withoutIdentity[destination]',
  'src/cli/commands/serve.ts: process.env[nameSetting(known)]',
  'src/collect/landing/fit-row.ts: flat[path]',
  'src/collect/landing/fit-row.ts: object[name]',
  'src/collect/landing/fit-row.ts: path in flat',
  'src/engine/links.ts: (links as AnyLinks)[name]',
  'src/model/definitions/audience.ts: given[name as keyof typeof unlessImported]',
  'src/model/own.ts: record[key]',
  'src/model/projects/is-deep-equal.ts: one[key as never]',
  'src/model/projects/is-deep-equal.ts: other[key as never]',
  'src/model/projects/place.ts: (parent as Record<string, unknown>)[key]',
  'src/store/profiles/memberships.ts: now[audience]',
]

/** The demo company’s names are its own. */
const isOfDemo = (lookup: string): boolean => lookup.startsWith('src/demo/')

it.each([
  ['tsconfig.json', exceptions],
  ['src/web/tsconfig.json', exceptions.filter((each) => each.startsWith('src/model/'))],
])(
  'keys that someone wrote are looked up by getOwn or in a Map (%s)',
  { timeout: 60_000 },
  (config, expected) => {
    const found = findUnsafeLookups(root, join(root, config)).filter((each) => !isOfDemo(each))
    expect(found.toSorted()).toEqual(expected.toSorted())
  },
)
