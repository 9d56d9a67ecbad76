import { describe, expect, it } from 'vitest'
import type { Field } from '../../model/answers/datasets.ts'
import { evolveFields } from './evolve.ts'

const number = (path: string): Field => ({ path, type: 'number' })
const undecided = (path: string): Field => ({ path, type: 'string', isUndecided: true })
const texts = (path: string): Field => ({ path, type: 'list', of: 'string' })
const objects = (path: string, ...children: Field[]): Field => ({ path, type: 'list', children })

describe('fields that come later', () => {
  it.each<[string, Field[], Field[], Field[]]>([
    ['are added', [number('a')], [number('b')], [number('a'), number('b')]],
    ['keep the known type', [number('a')], [texts('a')], [number('a')]],
    ['decide what is undecided', [undecided('a')], [texts('a')], [texts('a')]],
    ['decide nothing when they are empty', [texts('a')], [undecided('a')], [texts('a')]],
    ['stand beside an object', [number('a.b')], [number('a')], [number('a.b'), number('a')]],
    ['stand beside a value', [number('a')], [number('a.b')], [number('a'), number('a.b')]],
    ['are no value of an object when empty', [number('a.b')], [undecided('a')], [number('a.b')]],
    [
      'of an object are those of the list that it is an element of',
      [objects('a', number('b'))],
      [number('a.b'), number('a.c')],
      [objects('a', number('b'), number('c'))],
    ],
    [
      'of a list are those of the object that it may hold',
      [number('a.b')],
      [objects('a', number('b'), number('c'))],
      [number('a.b'), number('a.c')],
    ],
    [
      'in lists of lists are found at any depth',
      [objects('a', objects('b', objects('c', number('d'))))],
      [objects('a', objects('b', number('c.e'), number('f')))],
      [objects('a', objects('b', objects('c', number('d'), number('e')), number('f')))],
    ],
  ])('%s', (_, known, found, expected) => {
    expect(evolveFields(known, found)).toEqual(expected)
  })

  it('are a list when objects and lists of them come together, in either order', () => {
    const list = objects('a', number('b'), number('c'))
    expect(evolveFields([], [number('a.c'), objects('a', number('b'))])).toEqual([list])
    expect(evolveFields([], [objects('a', number('b')), number('a.c')])).toEqual([list])
  })
})
