import { expect, it } from 'vitest'
import type { ConnectionDocument, IdentitySpaceDocument } from '../../../api/index.ts'
import { patternsIn, rulesOf, stitchedBy, withPatterns, withPreset } from './rules-of.ts'

const space: IdentitySpaceDocument = {
  kind: 'identity-space',
  id: 'people',
  name: 'People',
  namespaces: [{ id: 'email', unique: true }],
}

it('tells a rule that is not there as none, so that a comparison takes it away', () => {
  expect(rulesOf(space)).toEqual({
    id: 'people',
    namespaces: [{ id: 'email', unique: true }],
    blocked: [],
    pairs: [],
    guard: {},
    anonymous: 'device-split',
  })
})

it('changes patterns and presets without losing the others', () => {
  const blocked = withPatterns([{ preset: 'placeholders' }], [{ matches: '^test@' }])
  expect(blocked).toEqual([{ preset: 'placeholders' }, { matches: '^test@' }])
  expect(patternsIn(blocked)).toEqual([{ matches: '^test@' }])
  expect(withPreset(blocked, 'placeholders', false)).toEqual([{ matches: '^test@' }])
  expect(withPreset([{ matches: '^test@' }], 'placeholders', true)).toEqual(blocked)
  expect(withPreset(blocked, 'placeholders', true)).toEqual(blocked)
})

it('finds the connections that a space stitches, not those that only feed it', () => {
  const connection = (id: string, stitch?: object) =>
    ({
      kind: 'connection',
      id,
      datasets: [{ dataset: 'web', space: 'people', stitch }],
    }) as ConnectionDocument
  const all = [
    connection('fed'),
    connection('stitched', { method: 'graph', space: 'people' }),
    connection('by-rows', { method: 'field' }),
  ]
  expect(stitchedBy('people', all).map(({ id }) => id)).toEqual(['stitched'])
})
