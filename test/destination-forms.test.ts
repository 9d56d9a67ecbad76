import { expect, it } from 'vitest'
import { destinationTypes } from '../src/destinations/index.ts'
import { listDestinationTypes } from '../src/api/application/deliveries/list-types.ts'
import { readSettings, type Setting } from '../src/web/places/destinations/form/read-schema.ts'
import { parsePairs, printPairs } from '../src/web/places/destinations/form/pairs.ts'

const flat = (settings: readonly Setting[]): readonly Setting[] =>
  settings.flatMap((each) =>
    each.asked.kind === 'group' ? [each, ...flat(each.asked.settings)] : [each],
  )

it.each(listDestinationTypes())(
  'the form of $id asks for each setting in a way of its own',
  (type) => {
    const settings = readSettings(type.settings)
    const example = destinationTypes[type.id]!.example.settings
    expect(settings.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(example)))
    expect(flat(settings).filter(({ asked }) => asked.kind === 'json')).toEqual([])
    const required = settings.filter(({ isRequired }) => isRequired).map(({ name }) => name)
    expect(required.toSorted()).toEqual(((type.settings['required'] ?? []) as string[]).toSorted())
  },
)

it('asks for what is required first, by names in words', () => {
  const postgres = listDestinationTypes().find(({ id }) => id === 'postgres')!
  const labels = readSettings(postgres.settings).map(({ label }) => label)
  expect(labels.slice(0, 5)).toEqual(['Host', 'Database', 'User', 'TLS', 'Authority'])
  expect(labels).toContain('On leave')
})

it('reads pairs as they are written, and writes them as they are read', () => {
  const pairs = { 'X-Team': 'growth', Authorization: 'Bearer a:b' }
  expect(parsePairs(printPairs(pairs))).toEqual(pairs)
  expect(parsePairs('X-Team:growth\nno colon\n: nothing')).toEqual({ 'X-Team': 'growth' })
})
