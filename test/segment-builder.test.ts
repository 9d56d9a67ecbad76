import fc from 'fast-check'
import { expect, it } from 'vitest'
import { segmentArbitrary } from './support/random-segments.ts'
import { type Condition, type SegmentContainer, segmentContainer } from '../src/model/conditions.ts'
import type { Path } from '../src/model/path.ts'
import {
  addTo,
  changeGroup,
  changeStep,
  duplicate,
  type Edited,
  groupStep,
  moveBy,
  moveIn,
  moveInto,
  moveOut,
  moveTo,
  removeAt,
  unwrap,
  wrap,
  wrapInList,
  wrappings,
} from '../src/web/places/components/builder/edit-tree.ts'
import {
  childrenOf,
  entryOf,
  getAt,
  hasHoles,
  listKeyOf,
  setAt,
} from '../src/web/places/components/builder/tree.ts'

const page = (value: string): Condition => ({ dimension: 'page', op: 'equals', value })
const [a, b, c] = [page('a'), page('b'), page('c')]
const person = (where: Condition): SegmentContainer => ({ container: 'person', where })

/** The path of every condition and step. */
function pathsIn(root: SegmentContainer): readonly Path[] {
  const visit = (node: object, path: Path): Path[] => {
    const key = listKeyOf(node as Condition)
    const inner =
      key === undefined
        ? ['not', 'where', 'step'].filter((slot) => slot in node).map((slot) => [...path, slot])
        : childrenOf(node as Condition).map((_, i) => [...path, key, i])
    return [path, ...inner.flatMap((each) => visit(getAt(root, each) as object, each))]
  }
  return visit(root.where, ['where'])
}

const changes: readonly ((root: SegmentContainer, path: Path) => Edited | null)[] = [
  (root, path) => addTo(root, path, a),
  removeAt,
  (root, path) => moveBy(root, path, 1),
  (root, path) => moveBy(root, path, -1),
  moveOut,
  moveIn,
  (root, path) => wrapInList(root, path, 'products'),
  unwrap,
  duplicate,
  groupStep,
  (root, path) => changeGroup(root, path, 'or'),
  ...wrappings.map((kind) => (root: SegmentContainer, path: Path) => wrap(root, path, kind)),
]

it('what a definition allows is opened and written as it was, whatever is looked at', () => {
  fc.assert(
    fc.property(segmentArbitrary, (root) => {
      expect(segmentContainer.parse(root)).toEqual(root)
      expect(hasHoles(root)).toBe(false)
      for (const path of pathsIn(root)) {
        expect(setAt(root, path, getAt(root, path))).toEqual(root)
        const there = moveBy(root, path, 1)
        if (there) expect(moveBy(there.root, there.path, -1)?.root).toEqual(root)
        const entry = entryOf(path)
        const isStep = entry?.at(-2) === 'sequence'
        if (isStep)
          expect(withoutFalse(changeStep(root, entry, {}).root)).toEqual(withoutFalse(root))
        const isCondition = !(
          'step' in Object(getAt(root, path)) || 'group' in Object(getAt(root, path))
        )
        if (!isCondition) continue
        for (const kind of wrappings) {
          const around = wrap(root, path, kind)
          expect(unwrap(around.root, around.path)?.root).toEqual(root)
        }
      }
    }),
    { numRuns: 200 },
  )
})

/** A step of nothing but its condition, and one that is not excluded, in their short form. */
const withoutFalse = (root: unknown): unknown =>
  JSON.parse(JSON.stringify(root), (key: string, value: unknown) => {
    if (key === 'exclude' && value === false) return undefined
    const step = value as { readonly step?: unknown } | null
    const isBare = typeof step === 'object' && step !== null && 'step' in step
    return isBare && Object.keys(step).length === 1 ? step.step : value
  })

it('what is changed is a definition, or has a place that is to be filled', () => {
  const anywhere = fc.tuple(segmentArbitrary, fc.nat(), fc.constantFrom(...changes))
  fc.assert(
    fc.property(anywhere, ([root, at, change]) => {
      const paths = pathsIn(root).filter((path) => !isStepOrGroup(getAt(root, path)))
      const changed = change(root, paths[at % paths.length]!)
      if (changed === null || hasHoles(changed.root)) return
      expect(segmentContainer.parse(changed.root)).toEqual(changed.root)
    }),
    { numRuns: 500 },
  )
})

const isStepOrGroup = (node: unknown): boolean => 'step' in Object(node) || 'group' in Object(node)

it('moves in, out and along', () => {
  const root = person({ and: [a, { or: [b] }, c] })
  expect(moveIn(root, ['where', 'and', 2])).toEqual({
    root: person({ and: [a, { or: [b, c] }] }),
    path: ['where', 'and', 1, 'or', 1],
  })
  expect(moveOut(root, ['where', 'and', 1, 'or', 0])?.root).toEqual(person({ and: [a, b, c] }))
  const nested = person({ and: [{ container: 'session', where: { and: [a, b] } }] })
  expect(moveOut(nested, ['where', 'and', 0, 'where', 'and', 0])?.root).toEqual(
    person({ and: [{ container: 'session', where: { and: [b] } }, a] }),
  )
  expect(moveOut(root, ['where', 'and', 0])).toBeNull()
  expect(moveBy(root, ['where', 'and', 2], 1)).toBeNull()
})

it('a group that is left without conditions goes, the last one leaves a place', () => {
  const root = person({ and: [a, { not: { or: [b] } }] })
  expect(removeAt(root, ['where', 'and', 1, 'not', 'or', 0]).root).toEqual(person({ and: [a] }))
  const empty = removeAt(person(a), ['where']).root
  expect(hasHoles(empty)).toBe(true)
  expect(addTo(empty, ['where'], b).root).toEqual(person(b))
})

it('steps have limits as long as they are steps', () => {
  const root = person({ sequence: [a, b] })
  const entry = ['where', 'sequence', 1]
  const limited = changeStep(root, entry, { within: { days: 1 } }).root
  expect(limited).toEqual(person({ sequence: [a, { step: b, within: { days: 1 } }] }))
  expect(changeGroup(limited, ['where'], 'and').root).toEqual(person({ and: [a, b] }))
  const none = { within: undefined }
  expect(changeStep(limited, entry, none).root).toEqual(root)
})

/** Every condition without one inside it, as texts. */
const leavesIn = (root: SegmentContainer): readonly string[] =>
  pathsIn(root)
    .map((path) => getAt(root, path) as Condition)
    .filter((node) => listKeyOf(node) === undefined)
    .filter((node) => !['not', 'where', 'step'].some((slot) => slot in node))
    .map((node) => JSON.stringify(node))
    .sort()

it('what is dragged is where it was dropped, and nothing else is lost', () => {
  const anywhere = fc.tuple(segmentArbitrary, fc.nat(), fc.nat(), fc.nat(), fc.boolean())
  fc.assert(
    fc.property(anywhere, ([root, which, where, index, isInto]) => {
      const paths = pathsIn(root)
      const from = paths[which % paths.length]!
      const groups = paths.filter((path) => listKeyOf(getAt(root, path) as Condition) !== undefined)
      const group = groups[where % Math.max(1, groups.length)]
      if (group === undefined) return
      const key = listKeyOf(getAt(root, group) as Condition)!
      const count = childrenOf(getAt(root, group) as Condition).length
      const moved = isInto
        ? isStepOrGroup(getAt(root, group))
          ? null
          : moveInto(root, from, group)
        : moveTo(root, from, [...group, key], index % (count + 1))
      if (moved === null) return
      expect(leavesIn(moved.root)).toEqual(leavesIn(root))
      const inner = (node: unknown) => leavesIn(person(node as Condition))
      expect(inner(getAt(moved.root, moved.path))).toEqual(
        inner(getAt(root, entryOf(from) ?? from)),
      )
      if (!hasHoles(moved.root)) {
        expect(segmentContainer.safeParse(moved.root).success).toBe(true)
      }
    }),
    { numRuns: 1000 },
  )
})

it('is dropped between rules, into other groups, and not into itself', () => {
  const root = person({ and: [a, { or: [b, c] }] })
  expect(moveTo(root, ['where', 'and', 0], ['where', 'and', 1, 'or'], 1)).toEqual({
    root: person({ and: [{ or: [b, a, c] }] }),
    path: ['where', 'and', 0, 'or', 1],
  })
  expect(moveTo(root, ['where', 'and', 1, 'or', 1], ['where', 'and'], 0)).toEqual({
    root: person({ and: [c, a, { or: [b] }] }),
    path: ['where', 'and', 0],
  })
  expect(moveTo(root, ['where', 'and', 1], ['where', 'and', 1, 'or'], 0)).toBeNull()
  expect(moveTo(root, ['where', 'and', 0], ['where', 'and'], 1)).toBeNull()
  const contained = person({ and: [a, { container: 'session', where: b }] })
  expect(moveInto(contained, ['where', 'and', 0], ['where', 'and', 1, 'where'])).toEqual({
    root: person({ and: [{ container: 'session', where: { and: [b, a] } }] }),
    path: ['where', 'and', 0, 'where', 'and', 1],
  })
})
