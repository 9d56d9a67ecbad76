import { expect, it } from 'vitest'
import { emptySegment } from '../components/builder/tree.ts'
import type { ViewDocument } from './view-document.ts'
import {
  hasUnfinished,
  joinSegments,
  type Own,
  replaceOwn,
  splitSegments,
  withoutOwn,
  withoutUnfinished,
} from './view-segments.ts'

const own = (value: string): Own => ({
  container: 'person',
  where: { dimension: 'page', op: 'equals', value },
})
const view = (segment: ViewDocument['segment']): ViewDocument => ({
  kind: 'data-view',
  id: 'main',
  connection: 'all',
  segment,
})

it('segments that are saved and those of the data view itself are put together as they were', () => {
  for (const segment of [undefined, 'a', own('x'), ['a', 'b'], ['a', own('x'), own('y')]]) {
    const { saved, own: rules } = splitSegments(segment)
    expect(joinSegments(saved, rules)).toEqual(segment)
  }
})

it('one of its own is replaced or removed, and tried without', () => {
  const both = view(['a', own('x'), own('y')])
  expect(replaceOwn(both, 1, own('z'))).toEqual({ segment: ['a', own('x'), own('z')] })
  expect(replaceOwn(both, 0, undefined)).toEqual({ segment: ['a', own('y')] })
  expect(withoutOwn(view(own('x')), 0)).toEqual(view(undefined))
})

it('rules that are still to be filled are not tried', () => {
  const unfinished = view(['a', emptySegment as Own, own('y')])
  expect([hasUnfinished(unfinished), hasUnfinished(view('a'))]).toEqual([true, false])
  expect(withoutUnfinished(unfinished)).toEqual(view(['a', own('y')]))
  expect(withoutOwn(unfinished, 1)).toEqual(view('a'))
})
