import fc from 'fast-check'
import { expect, it } from 'vitest'
import { connection } from '../../../model/definitions/connection.ts'
import { attributeRules } from '../../../model/definitions/profile-settings.ts'
import type { ConnectionDocument } from '../../api/index.ts'
import {
  changeEntry,
  type Entry,
  fieldOf,
  kindOf,
  mapNamespaceOf,
  orNothing,
  ruleOf,
  setAttribute,
  sourcesOf,
  stitchingChange,
  toAttribute,
  toIdPlace,
  toStitch,
} from './edit-connection.ts'

const field = fc.constantFrom('id', 'user.id', 'a', 'constructor')
const name = fc.constantFrom('email', 'cookie', '__proto__x')
const place = fc.oneof(
  field,
  fc.record({ identityMap: field, primary: fc.constant(true as const) }),
  fc.record({ identityMap: field, namespace: name }),
)
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined })
const duration = fc.constantFrom('7d', '12h', { days: 7 }, { minutes: 90 })
const replay = maybe(fc.record({ every: duration, lookback: duration }))
const stitch = fc.oneof(
  fc.record({
    method: fc.constant('field' as const),
    persistentId: place,
    namespace: name,
    replay,
  }),
  fc.record({
    method: fc.constant('graph' as const),
    space: fc.constant('people'),
    persistentId: place,
    namespace: name,
    target: name,
    replay,
  }),
)
const period = fc.constantFrom({ start: '2026-01-01', end: '2026-02-01' })
const entry = fc.record({
  personId: maybe(place),
  namespace: maybe(name),
  identities: maybe(fc.array(fc.record({ field, namespace: name }), { maxLength: 3 })),
  space: maybe(fc.constant('people')),
  stitch: maybe(stitch),
  key: maybe(field),
  matches: maybe(fc.array(fc.constant('d0.sku'), { maxLength: 2 })),
  granularity: maybe(fc.constantFrom('hour' as const, 'day' as const)),
  importNewData: maybe(fc.boolean()),
  backfill: maybe(fc.oneof(fc.boolean(), fc.array(period, { minLength: 1, maxLength: 3 }))),
})
const from = fc.array(fc.constantFrom('d0.a', 'd0'), { minLength: 1, maxLength: 3 })
const plainRule = fc.constantFrom(...attributeRules.filter((rule) => rule !== 'source-order'))
const attribute = fc.oneof(
  plainRule,
  fc.record({ rule: plainRule, from }),
  fc.record({ rule: fc.constant('source-order' as const), order: from }),
)
const document = fc
  .record({
    name: maybe(fc.string()),
    entries: fc.array(entry, { minLength: 1, maxLength: 3 }),
    retentionMonths: maybe(fc.integer({ min: 1, max: 99 })),
    guards: maybe(fc.record({ eventsPerPersonAndMonth: maybe(fc.constant(9)) })),
    profile: maybe(
      fc.record({
        keep: maybe(fc.boolean()),
        attributes: maybe(fc.dictionary(fc.constantFrom('d0.a', '*', 'constructor'), attribute)),
        eventFields: maybe(fc.array(field, { maxLength: 2 })),
      }),
    ),
  })
  .map(({ entries, ...others }): unknown => ({
    kind: 'connection',
    id: 'all',
    ...others,
    datasets: entries.map((each, index) => ({ dataset: `d${index}`, ...each })),
  }))
  // What is undefined is not in a document.
  .map((made) => JSON.parse(JSON.stringify(made)) as ConnectionDocument)
  .filter((made) => connection.safeParse(made).success)

/** Every setting written back as the form reads it, as if each had been chosen once more. */
function writtenBack(made: ConnectionDocument): ConnectionDocument {
  const again = (each: Entry['personId']) =>
    toIdPlace(kindOf(each), fieldOf(each), mapNamespaceOf(each))
  const datasets = made.datasets.reduce<Entry[]>((all, each) => {
    const stitched = toStitch(each.stitch?.method ?? 'none', each.stitch)
    const persistent = stitched && again(stitched.persistentId)!
    return changeEntry(all, each.dataset, {
      personId: again(each.personId),
      stitch: stitched && { ...stitched, persistentId: persistent! },
    })
  }, made.datasets)
  const attributes = Object.entries(made.profile?.attributes ?? {}).reduce(
    (all, [id, setting]) => setAttribute(all, id, toAttribute(ruleOf(setting), sourcesOf(setting))),
    made.profile?.attributes,
  )
  const profile = made.profile && { ...made.profile, ...(attributes && { attributes }) }
  return { ...made, datasets, ...(profile && { profile }) }
}

it('any valid connection survives being opened and saved', () => {
  fc.assert(
    fc.property(document, (made) => {
      const saved = writtenBack(made)
      expect(connection.parse(saved)).toEqual(connection.parse(made))
      expect(saved.datasets).toEqual(made.datasets)
    }),
    { numRuns: 300 },
  )
})

it('what is taken away leaves nothing behind', () => {
  expect(changeEntry([{ dataset: 'a', space: 'x' }], 'a', { space: undefined })).toEqual([
    { dataset: 'a' },
  ])
  expect(setAttribute({ x: 'min' }, 'x', undefined)).toBeUndefined()
  expect(orNothing({ eventsPerPersonAndMonth: undefined })).toBeUndefined()
  expect(toAttribute('min', [])).toBe('min')
})

it('tells what is changed of whose rows are, and what is taken away', () => {
  const stitch = { method: 'field', persistentId: 'cookie', namespace: 'cookie' } as const
  const saved: ConnectionDocument = {
    kind: 'connection',
    id: 'shop',
    datasets: [
      { dataset: 'web', personId: 'crm', stitch },
      { dataset: 'calls', personId: 'crm' },
    ],
  }
  const changed: ConnectionDocument = {
    ...saved,
    datasets: [
      { dataset: 'web', personId: 'email' },
      { dataset: 'calls', personId: 'crm', importNewData: false },
      { dataset: 'new', personId: 'crm' },
    ],
  }
  expect(stitchingChange(saved, saved)).toEqual({})
  expect(stitchingChange(saved, changed)).toEqual({ web: { personId: 'email', stitch: null } })
})
